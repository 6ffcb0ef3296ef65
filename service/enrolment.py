"""Whether a person's own profile README shows a badge of this service: pure."""

import re
from urllib.parse import unquote, urlsplit

LONGEST_README = 200_000


def is_enrolled(readme: str | None, public_url: str, login: str) -> bool:
    """Whether the README embeds the badge or the card of this login from the service at `public_url`.

    Markup does not matter, nor whether another service such as shields.io draws the badge and names this one in its
    query. Somebody else's badge enrols nobody.
    """
    if not readme:
        return False
    parts = urlsplit(public_url.lower())
    place = rf"//{re.escape(parts.hostname or '')}(?::\d+)?{re.escape(parts.path.rstrip('/'))}"
    image = rf"/(?:badge|card)/@?{re.escape(login.lower())}\.(?:svg|png|json)\b"
    return re.search(place + image, unquote(readme[:LONGEST_README]).lower()) is not None
