"""The badge as data, so that shields.io can draw it: https://shields.io/badges/endpoint-badge.

Its schema takes these keys and no others, `logoColor` only beside `namedLogo`. An answer that is not 200 is shown as
"inaccessible", so this route always answers 200, as the images do.
"""

import re
from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.drawing import badge_of, badge_of_error
from service.errors import ServiceError, Status
from service.evidence import parse_login
from service.render.badge import Badge
from service.render.look import Look, parse_look
from service.render.paint import paint
from service.render.words import words
from service.web.caching import cache_control, matches
from service.web.images import Picture, headers_of, label_of, look_of, parse_metric, parse_seconds, query_of, status_of
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

_ERRORS = frozenset({Status.NOT_FOUND, Status.BAD_REQUEST, Status.UPSTREAM})
_MAX_AGE = re.compile(r"max-age=(\d+)")

Shields = dict[str, str | int | bool]


def shields_of(badge: Badge, look: Look, status: Status, wished_seconds: int | None = None) -> Shields:
    """A badge in the words of shields.io; what the theme decides is sent as colours, since shields has no themes."""
    colours = paint(look.theme, badge.tone, look.colour, look.label_colour)
    lifetime = _MAX_AGE.search(cache_control(status, wished_seconds))
    found: Shields = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": colours.message.fill,
        "labelColor": colours.label.fill,
        "isError": status in _ERRORS,
        "style": look.shape.value,
        "cacheSeconds": int(lifetime[1]) if lifetime else 0,
    }
    if look.logo:
        found |= {"namedLogo": look.logo.slug}
        found |= {"logoColor": look.logo_colour} if look.logo_colour else {}
    return found


@router.api_route("/badge/{login:path}.json", methods=["GET", "HEAD"])
async def endpoint(request: Request, login: str) -> Response:
    """The badge of a login for shields.io."""
    query: Mapping[str, str] = {}
    try:
        query = query_of(request)
        return await _answer(request, login, query)
    except ServiceError as error:
        look, label = look_of(query)
        said = badge_of_error(error, error.status, words(look.locale), label=label, login=login)
        picture = Picture(error.status, f"{login} {error.status} {error}", str)
        return _send(request, picture, shields_of(said, look, error.status))


async def _answer(request: Request, login: str, query: Mapping[str, str]) -> Response:
    look, metric, label, wished = parse_look(query), parse_metric(query), label_of(query), parse_seconds(query)
    services = services_of(request)
    reply = await services.answers.answer(parse_login(login), wait=services.image_seconds)
    record = reply.record
    status = status_of(record, stale=reply.stale)
    said = badge_of(record, words(look.locale), metric=metric, label=label, stale=reply.stale)
    version = f"{record.login} {record.status} {record.observed_at.isoformat()} {record.show} {reply.stale}"
    return _send(request, Picture(status, version, str, wished), shields_of(said, look, status, wished))


def _send(request: Request, picture: Picture, body: Shields) -> Response:
    services_of(request).metrics.image(picture.status)
    headers = headers_of(request, picture, kind="shields")
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return JSONResponse(body, headers=headers)
