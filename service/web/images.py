"""Images: whatever happens, 200, an SVG and an explicit lifetime; the one place that makes an error an image."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from fastapi import APIRouter, Request, Response

from service.drawing import Metric, badge_of, badge_of_error, card_of, card_of_error
from service.errors import InvalidParameter, ServiceError, Status, Unavailable
from service.evidence import Login, parse_login
from service.record import Record, error_of
from service.render.badge import draw
from service.render.card import draw_card
from service.render.card_look import CardLook, parse_card_look
from service.render.choices import parse_choice, shown
from service.render.look import Look, parse_label, parse_look
from service.render.words import words
from service.scorer import Reply
from service.web.caching import cache_control, etag, matches
from service.web.drawings import drawing_of
from service.web.security import BASE_HEADERS, IMAGE_POLICY
from service.web.state import services_of

log = logging.getLogger(__name__)

LONGEST_QUERY = 2000
LONGEST_VALUE = 500
"""Of the whole query of an image as it was sent, and of each value in it; no allowed value is as long as that."""
AGAIN_SECONDS = 60.0
"""How long a drawing is sent again before the store is asked whether another process has a newer score."""
DRAWING_VERSION = "2"
"""Raised when the same record is drawn differently, so that validators change."""
SVG = "image/svg+xml"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that can be drawn, and what is known of it before it is.

    Attributes:
        version: names everything that decides the bytes, besides the query.
        record: what it shows, if that is settled and the same image may be sent again.
        login: who was asked for, under whose name a new record will be known; an account may have another login now.
    """

    status: Status
    version: str
    draw: Callable[[], str]
    wished_seconds: int | None = None
    record: Record | None = None
    login: Login | None = None


@router.api_route("/badge/{login:path}.svg", methods=["GET", "HEAD"])
async def badge(request: Request, login: str) -> Response:
    """The badge of a login."""
    return await _respond(request, login, badge_picture, badge_picture_of_error)


@router.api_route("/card/{login:path}.svg", methods=["GET", "HEAD"])
async def card(request: Request, login: str) -> Response:
    """The card of a login."""
    return await _respond(request, login, card_picture, card_picture_of_error)


@router.api_route("/badge/{rest:path}", methods=["GET", "HEAD"])
@router.api_route("/card/{rest:path}", methods=["GET", "HEAD"])
async def elsewhere(request: Request, rest: str) -> Response:
    """Any other path where an image is expected."""
    problem = InvalidParameter("An image's path is /badge/LOGIN.svg or /card/LOGIN.svg.")
    return send(request, badge_picture_of_error(rest, problem, request.query_params))


def is_expected(request: Request) -> bool:
    """Whether an image is what this address should give."""
    return request.method in {"GET", "HEAD"} and request.url.path.startswith(("/badge/", "/card/"))


DrawsReply = Callable[[Reply, Mapping[str, str]], Picture]
DrawsError = Callable[[str, ServiceError, Mapping[str, str]], Picture]
"""What makes a picture of a reply and a query, and of the login, the error and the query if there is no reply."""
_NO_QUERY: Mapping[str, str] = MappingProxyType({})


async def _respond(request: Request, login: str, of_reply: DrawsReply, of_error: DrawsError) -> Response:
    picture = await picture_of(request, login, of_reply, of_error)
    try:
        return send(request, picture)
    except Exception as error:  # a broken image helps nobody; the log and the metrics tell the operator
        log.exception("an image could not be drawn")
        return send(request, of_error(login, _unexpected(error), _NO_QUERY))


async def picture_of(request: Request, login: str, of_reply: DrawsReply, of_error: DrawsError) -> Picture:
    """The picture of a login or, whatever goes wrong, of what went wrong."""
    query = _NO_QUERY
    try:
        query = query_of(request)
        services = services_of(request)
        asked = parse_login(login)
        reply = await services.answers.answer(asked, wait=services.image_seconds)
        return replace(of_reply(reply, query), login=asked)
    except ServiceError as error:
        return of_error(login, error, query)
    except Exception as error:
        log.exception("an image could not be prepared")
        return of_error(login, _unexpected(error), query)


def _unexpected(error: Exception) -> Unavailable:
    return Unavailable(f"Something went wrong here ({type(error).__name__}).")


def query_of(request: Request) -> Mapping[str, str]:
    """The parameters of an image.

    Raises:
        InvalidParameter: they are too long, together or one of them.
    """
    if len(request.url.query) > LONGEST_QUERY:
        raise InvalidParameter(f"The query is longer than {LONGEST_QUERY} characters.")
    for name, value in request.query_params.items():
        if len(value) > LONGEST_VALUE:
            raise InvalidParameter(f"{shown(name)}= is longer than {LONGEST_VALUE} characters.")
    return request.query_params


def badge_picture(reply: Reply, query: Mapping[str, str]) -> Picture:
    """The badge of a reply; raises InvalidParameter."""
    look, metric, label = parse_look(query), parse_metric(query), label_of(query)

    def drawn() -> str:
        return draw(badge_of(reply.record, words(look.locale), metric=metric, label=label, stale=reply.stale), look)

    return _picture_of(reply, "badge", drawn, query)


def card_picture(reply: Reply, query: Mapping[str, str]) -> Picture:
    """The card of a reply; raises InvalidParameter."""
    look = parse_card_look(query)

    def drawn() -> str:
        said = words(look.locale)
        return draw_card(card_of(reply.record, said, stale=reply.stale), look)

    return _picture_of(reply, "card", drawn, query)


def _picture_of(reply: Reply, kind: str, drawn: Callable[[], str], query: Mapping[str, str]) -> Picture:
    record = reply.record
    version = f"{kind} {record.login} {record.status} {record.observed_at.isoformat()} {record.show} {reply.stale}"
    settled = None if reply.stale else record
    return Picture(status_of(record, stale=reply.stale), version, drawn, parse_seconds(query), settled)


def badge_picture_of_error(login: str, error: ServiceError, query: Mapping[str, str] = _NO_QUERY) -> Picture:
    """The badge that says why there is no score."""
    look, label = look_of(query)
    said = badge_of_error(error, error.status, words(look.locale), label=label, login=login)
    return Picture(error.status, f"badge {login} {error.status} {error}", lambda: draw(said, look))


def look_of(query: Mapping[str, str]) -> tuple[Look, str | None]:
    """The look and the label that are asked for; the usual ones if one of them is not allowed."""
    try:
        return parse_look(query), label_of(query)
    except InvalidParameter:
        return Look(), None


def card_picture_of_error(login: str, error: ServiceError, query: Mapping[str, str] = _NO_QUERY) -> Picture:
    """The card that says why there is no score."""
    try:
        look = parse_card_look(query)
    except InvalidParameter:
        look = CardLook()
    said = card_of_error(login, error, error.status, words(look.locale))
    return Picture(error.status, f"card {login} {error.status} {error}", lambda: draw_card(said, look))


def status_of(record: Record, *, stale: bool) -> Status:
    """The status that a record is served with."""
    return Status.STALE if stale and error_of(record) is None else record.status


def parse_metric(query: Mapping[str, str]) -> Metric | None:
    """The metric that is asked for; level and score together if none is.

    Raises:
        InvalidParameter: there is no such metric.
    """
    text = query.get("metric")
    return Metric(parse_choice("metric", text, Metric)) if text else None


def parse_seconds(query: Mapping[str, str]) -> int | None:
    """The lifetime that the embedder wishes for, in seconds.

    Raises:
        InvalidParameter: it is not a number of seconds.
    """
    text = query.get("cacheSeconds")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):  # noqa: PLR2004 - longer is no lifetime
        raise InvalidParameter("cacheSeconds must be a number of seconds, such as 7200.")
    return int(text)


def label_of(query: Mapping[str, str]) -> str | None:
    """The label that is asked for, None for the usual one; raises InvalidParameter."""
    return parse_label(query["label"]) if "label" in query else None


def send(request: Request, picture: Picture) -> Response:
    """Headers first: a client that has this version already gets no body and costs no drawing."""
    services_of(request).metrics.image(picture.status)
    headers = headers_of(request, picture)
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = picture.draw().encode()
    if picture.record and picture.login:
        _remember(request, picture.login, picture.record, body, headers)
    return Response(body, media_type=SVG, headers=headers)


def headers_of(request: Request, picture: Picture, kind: str = "") -> dict[str, str]:
    """What an image is sent with; `kind` tells other formats of it apart."""
    validator = etag(DRAWING_VERSION, picture.version, request.url.query, kind)
    return {
        "Cache-Control": cache_control(picture.status, picture.wished_seconds),
        "ETag": validator,
        "X-Badge-Status": picture.status,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "X-Badge-Status",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": IMAGE_POLICY,
        **BASE_HEADERS,
    }


def _remember(request: Request, login: Login, record: Record, body: bytes, headers: dict[str, str]) -> None:
    """Let the edge send this image again, for a minute and no longer than the record is fresh."""
    services = services_of(request)
    fresh = (record.fresh_until - services.clock()).total_seconds()
    until = time.monotonic() + min(AGAIN_SECONDS, fresh)
    drawing = drawing_of(login, body, headers, headers["ETag"], until)
    services.drawings[request.scope["raw_path"], request.scope["query_string"]] = drawing
