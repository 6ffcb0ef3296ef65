"""What a private service tells those who bring no key: an image that says so, a page, or a problem."""

from collections.abc import Callable

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service.drawing import badge_of_error
from service.errors import Locked
from service.render.look import Look
from service.render.words import words
from service.web.caching import matches
from service.web.images import SVG, badge_picture_of_error, card_picture_of_error, headers_of, is_expected
from service.web.pages.failures import wants_page
from service.web.pages.respond import page
from service.web.pages.robots import NOT_INDEXED
from service.web.problems import problem
from service.web.shields import shields_of

BROWSERS = 'Basic realm="still-engineering", charset="UTF-8"'
PROGRAMS = f'Bearer realm="still-engineering", {BROWSERS}'
"""https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1."""

_SENTENCE = "This service is private; it opens with one of its access keys."
_IMAGE_SENTENCE = "This service is private; its images open with signed links."


def locked(counted: Callable[[str], None]) -> ASGIApp:
    """The application of those who may see nothing; `counted` is told the status of each image."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = _image(request, counted) if is_expected(request) else _refusal(request)
        await response(scope, receive, send)

    return refuse


def _image(request: Request, counted: Callable[[str], None]) -> Response:
    path, error = request.url.path, Locked(_IMAGE_SENTENCE)
    picture = card_picture_of_error("", error) if path.startswith("/card/") else badge_picture_of_error("", error)
    counted(picture.status)
    is_data = path.endswith(".json")
    headers = headers_of(request, picture, kind="shields" if is_data else "")
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if is_data:
        said = badge_of_error(error, error.status, words(Look().locale), label=None)
        return JSONResponse(shields_of(said, Look(), error.status), headers=headers)
    return Response(picture.draw(), media_type=SVG, headers=headers)


def _refusal(request: Request) -> Response:
    if not wants_page(request):
        return problem(401, "private", _SENTENCE, Locked.status, {"WWW-Authenticate": PROGRAMS})
    values = {"heading": "Private", "sentence": _SENTENCE, "status": 401, "robots": NOT_INDEXED}
    return page(request, "error", values, status=401, headers={"WWW-Authenticate": BROWSERS})
