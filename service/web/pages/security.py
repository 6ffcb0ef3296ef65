"""Headers that keep a page to itself: nothing from elsewhere is loaded, run, framed or told where people came from.

https://owasp.org/www-project-secure-headers/
"""

from collections.abc import Mapping
from types import MappingProxyType

from service.web.security import BASE_HEADERS

PAGE_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        **BASE_HEADERS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
        "X-Frame-Options": "DENY",
    }
)
"""What everything that belongs to a page is sent with."""

_POLICY = (
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "script-src 'self'",
)


def content_security_policy(style_source: str) -> str:
    """The policy of a page whose one style sheet stands inside it: https://www.w3.org/TR/CSP3/."""
    return "; ".join((*_POLICY, f"style-src {style_source}"))
