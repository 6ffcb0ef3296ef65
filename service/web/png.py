"""The badge and the card as PNG, for places that show no SVG; needs the optional extra `png` and a font.

Without them the address leads on to the SVG, which GitHub's image proxy and every browser follow to an image; programs
that need a PNG can tell by the status, 302 instead of 200, and by the text of the answer.
"""

import asyncio

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from service.errors import InvalidParameter
from service.render.words import RIGHT_TO_LEFT, parse_locale
from service.web.caching import matches
from service.web.images import (
    Picture,
    badge_picture,
    badge_picture_of_error,
    card_picture,
    card_picture_of_error,
    headers_of,
    picture_of,
)
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

_INSTEAD = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}


@router.api_route("/badge/{login:path}.png", methods=["GET", "HEAD"])
async def badge(request: Request, login: str) -> Response:
    """The badge of a login."""
    if not services_of(request).rasters.is_available:
        return _instead(request)
    return await _send(request, await picture_of(request, login, badge_picture, badge_picture_of_error))


@router.api_route("/card/{login:path}.png", methods=["GET", "HEAD"])
async def card(request: Request, login: str) -> Response:
    """The card of a login."""
    if not services_of(request).rasters.is_available:
        return _instead(request)
    picture = await picture_of(request, login, card_picture, card_picture_of_error)
    return await _send(request, picture, right_to_left=_is_right_to_left(request))


async def _send(request: Request, picture: Picture, *, right_to_left: bool = False) -> Response:
    services = services_of(request)
    services.metrics.image(picture.status)
    headers = headers_of(request, picture, kind="png")
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    kept = services.rasters.get(headers["ETag"])
    if kept is None:
        svg = picture.draw()
        async with services.rasters.turn:
            kept = await asyncio.to_thread(services.rasters.draw, svg, right_to_left=right_to_left)
        services.rasters[headers["ETag"]] = kept
    return Response(kept, media_type="image/png", headers=headers)


def _instead(request: Request) -> Response:
    """Where the same image is as SVG."""
    address = request.url.replace(path=request.url.path.removesuffix(".png") + ".svg")
    target = address.path + (f"?{address.query}" if address.query else "")
    text = f"PNG is not installed on this service; the same image is at {target} as SVG.\n"
    return PlainTextResponse(text, 302, {**_INSTEAD, "Location": target})


def _is_right_to_left(request: Request) -> bool:
    try:
        return parse_locale(request.query_params.get("locale", "")) in RIGHT_TO_LEFT
    except InvalidParameter:
        return False
