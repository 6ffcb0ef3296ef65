"""HTTP: the service's badges for READMEs, its JSON for programs, its pages for people."""
