"""Where a report goes: step summary, issue, comment, discussion, files."""
