"""Errors for programs, as RFC 9457 problem details: the one place that turns an error into JSON."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from service.errors import (
    BotAccount,
    InvalidInput,
    NotServed,
    ServiceError,
    Status,
    TooMany,
    Unavailable,
    UnknownLogin,
    Warming,
)
from service.web import images
from service.web.state import services_of

_LATER_SECONDS = 60
PROBLEM = "application/problem+json"
TOO_MANY = "too-many"
"""The one code that is no `Status`: it tells of a client, and no image or document of a login ever has it."""


_ROUTING = {
    404: "There is nothing at this address; /docs says what there is.",
    405: "This address does not take that kind of request.",
}
"""What the framework says in two words where no route of ours answers."""


class Problem(BaseModel):
    """https://www.rfc-editor.org/rfc/rfc9457#section-3.1, and this service's own word for what happened."""

    type: str = Field(default="about:blank")
    title: str
    status: int
    detail: str
    code: str = Field(description="A word for programs, without spaces, such as not-found or too-many.")


def problem(status: int, title: str, detail: str, code: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as an answer."""
    body = Problem(title=title, status=status, detail=detail, code=code)
    sent = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*", **(headers or {})}
    return JSONResponse(body.model_dump(), status, sent, media_type=PROBLEM)


def problem_of(request: Request, error: ServiceError) -> JSONResponse:
    """The problem that an error of ours is."""
    if isinstance(error, Unavailable):
        status = 202 if isinstance(error, Warming) else 503
        return problem(status, error.label, str(error), error.status, {"Retry-After": str(_seconds(request, error))})
    if isinstance(error, TooMany):
        return problem(429, error.label, str(error), TOO_MANY, {"Retry-After": str(error.retry_after)})
    if isinstance(error, InvalidInput | BotAccount):  # a bot where only people or organisations can be
        return problem(422, error.label, str(error), error.status)
    if isinstance(error, NotServed):
        return problem(403, error.label, str(error), error.status)
    if isinstance(error, UnknownLogin):
        return problem(404, error.label, str(error), error.status)
    return problem(500, error.label, str(error), error.status)


def _seconds(request: Request, error: Unavailable) -> int:
    if error.retry_at is None:
        return _LATER_SECONDS
    left = error.retry_at - services_of(request).clock()
    return max(1, int(left.total_seconds()) + 1)


def install(app: FastAPI) -> None:
    """Turn every error that leaves a route into a problem."""

    @app.exception_handler(ServiceError)
    async def ours(request: Request, error: ServiceError) -> JSONResponse:
        return problem_of(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem(422, "invalid parameter", f"{where}: {first['msg']}", Status.BAD_REQUEST)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if images.is_expected(request):
            return await images.elsewhere(request, request.url.path)
        title = HTTPStatus(error.status_code).phrase.lower()
        detail = _ROUTING.get(error.status_code) or f"{error.detail}."
        return problem(error.status_code, title, detail, title.replace(" ", "-"), dict(error.headers or {}))
