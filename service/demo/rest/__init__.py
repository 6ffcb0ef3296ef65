"""The invented world as GitHub's REST resources."""
