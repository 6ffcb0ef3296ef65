"""GitHub at arm's length: the only package that imports PyGithub, and it never scores."""
