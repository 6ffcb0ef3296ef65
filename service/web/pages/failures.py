"""Errors as pages for those who read pages, and as before for programs."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from service.web.pages.respond import page
from service.web.pages.robots import NOT_INDEXED

_SENTENCES = {
    403: "Another site's page asked for this, and nothing was done.",
    404: "There is no page at this address.",
    405: "This address does not take that kind of request.",
    429: "That was often; please try again in a little while.",
}


def install(app: FastAPI) -> None:
    """Answer people with pages; everybody else is answered as by the handler that was installed before."""
    for_programs = app.exception_handlers[HTTPException]

    @app.exception_handler(HTTPException)
    async def answered(request: Request, error: HTTPException) -> Response:
        if not wants_page(request) or error.status_code not in _SENTENCES:
            found: Response = await for_programs(request, error)  # type: ignore[misc]  # ours is a coroutine
            return found
        values = {"sentence": _SENTENCES[error.status_code], "status": error.status_code, "robots": NOT_INDEXED}
        return page(request, "error", values, status=error.status_code, headers=dict(error.headers or {}))


def wants_page(request: Request) -> bool:
    """Whether a browser asks for a page, not a program for data or a README for an image."""
    path = request.url.path
    apart = path.startswith(("/api/", "/badge/", "/card/"))
    return not apart and "text/html" in request.headers.get("accept", "")
