"""The badge and the card as PNG, for places that show no SVG; needs the optional extra `png` and a font.

Without them, or if there is no PNG in time, the address leads on to the SVG, which GitHub's image proxy and every
browser follow to an image; programs that need a PNG can tell by the status, 302 instead of 200, and by the text.
"""

import asyncio
import logging
import string
import time
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from service.errors import InvalidParameter
from service.render.words import RIGHT_TO_LEFT, parse_locale
from service.web.caching import matches
from service.web.images import (
    DrawsError,
    DrawsReply,
    badge_picture,
    badge_picture_of_error,
    card_picture,
    card_picture_of_error,
    headers_of,
    picture_of,
)
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

log = logging.getLogger(__name__)

DRAWING_SECONDS = 1.0
"""What a drawing may take, its turn included, beyond the wait for a score; less than GitHub's image proxy waits."""
_LONG, _SHORT = 300, 60


@router.api_route("/badge/{login:path}.png", methods=["GET", "HEAD"])
async def badge(request: Request, login: str) -> Response:
    """The badge of a login."""
    return await _respond(request, login, badge_picture, badge_picture_of_error)


@router.api_route("/card/{login:path}.png", methods=["GET", "HEAD"])
async def card(request: Request, login: str) -> Response:
    """The card of a login."""
    return await _respond(request, login, card_picture, card_picture_of_error, right_to_left=_is_right_to_left(request))


async def _respond(
    request: Request, login: str, of_reply: DrawsReply, of_error: DrawsError, *, right_to_left: bool = False
) -> Response:
    services = services_of(request)
    until = time.monotonic() + services.image_seconds + DRAWING_SECONDS
    try:
        if not services.rasters.is_available:
            return _instead(request, "PNG is not installed on this service", _LONG)
        picture = await picture_of(request, login, of_reply, of_error)
        headers = headers_of(request, picture, kind="png")
        if matches(request.headers.get("if-none-match"), headers["ETag"]):
            answer = Response(status_code=304, headers=headers)
        else:
            drawing = services.rasters.drawn(headers["ETag"], picture.draw, right_to_left=right_to_left)
            body = await asyncio.wait_for(drawing, until - time.monotonic())
            answer = Response(body, media_type="image/png", headers=headers)
    except TimeoutError:
        return _instead(request, "Too many PNGs are being drawn", _SHORT)
    except Exception:  # the SVG has a net of its own; the log tells the operator
        log.exception("a PNG could not be drawn")
        return _instead(request, "The PNG could not be drawn", _SHORT)
    services.metrics.image(picture.status)
    return answer


def _instead(request: Request, why: str, seconds: int) -> Response:
    """Where the same image is as SVG, for so many seconds."""
    # Both may hold what no header may; what the query has quoted already stays as it is.
    query = quote(request.scope["query_string"], safe=string.punctuation)
    target = quote(request.scope["path"].removesuffix(".png")) + ".svg" + (f"?{query}" if query else "")
    headers = {"Location": target, "Cache-Control": f"public, max-age={seconds}", "Access-Control-Allow-Origin": "*"}
    return PlainTextResponse(f"{why}; the same image is at {target} as SVG.\n", 302, headers)


def _is_right_to_left(request: Request) -> bool:
    try:
        return parse_locale(request.query_params.get("locale", "")) in RIGHT_TO_LEFT
    except InvalidParameter:
        return False
