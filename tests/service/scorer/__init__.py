"""The use case, over a fake source."""
