"""From a GitHub login to an explained hands-on score: login -> Evidence -> Score -> badge, page, JSON."""
