"""An organisation's summary, posted on a schedule: members -> scores -> Markdown -> GitHub."""
