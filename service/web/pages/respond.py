"""A template becomes an answer: headers, validator and compression are the same for every page."""

import gzip
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from service.web.caching import etag, matches
from service.web.pages.assets import accepts_gzip, asset
from service.web.pages.security import PAGE_HEADERS, content_security_policy

REVALIDATE = "no-cache"
STYLE = "style.css"
_NONE: Mapping[str, str] = MappingProxyType({})
_LEVEL = 6


@cache
def environment() -> Environment:
    """The templates; whatever is put into them is escaped."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["address"] = lambda name: asset(name).address
    found.globals["style"] = lambda: asset(STYLE).text
    found.filters["day"] = long_day
    found.filters["moment"] = long_moment
    return found


def long_day(day: date) -> str:
    """A day as people write it, such as `20 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def long_moment(moment: datetime) -> str:
    """A moment as people write it, such as `20 November 2026, 14:05 UTC`."""
    return f"{long_day(moment)}, {moment:%H:%M} UTC"


def page(
    request: Request,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    cache_control: str = REVALIDATE,
    headers: Mapping[str, str] = _NONE,
) -> Response:
    """The page that a template makes of these values."""
    shown = {"path": request.url.path, "robots": "", **values}
    # GitHub's JSON may hold halves of surrogate pairs, which no encoding has.
    body = environment().get_template(f"{template}.html.jinja").render(shown).encode(errors="replace")
    return _send(request, body, status, {**_headers(cache_control, str(shown["robots"])), **headers})


def _headers(cache_control: str, robots: str) -> dict[str, str]:
    return {
        **PAGE_HEADERS,
        "Content-Security-Policy": content_security_policy(asset(STYLE).csp_source),
        "Cache-Control": cache_control,
        "Vary": "Accept, Accept-Encoding",
        **({"X-Robots-Tag": robots} if robots else {}),
    }


def _send(request: Request, body: bytes, status: int, headers: dict[str, str]) -> Response:
    validator = etag(body.decode())
    # Weak, because the same page has other bytes when it is compressed.
    headers["ETag"] = f"W/{validator}"
    if status == 200 and matches(request.headers.get("if-none-match"), validator):  # noqa: PLR2004 - OK
        return Response(status_code=304, headers=headers)
    if accepts_gzip(request):
        body = gzip.compress(body, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status, headers, media_type="text/html")
