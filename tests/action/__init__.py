"""The Action: its parts one by one, and action.yml as a runner runs it."""
