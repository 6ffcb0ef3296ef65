"""Looking at GitHub again because somebody asks for it, and the one place that says who may."""

from fastapi import APIRouter, HTTPException, Request, Response

from service.document import ScoreDocument, document_of
from service.errors import NotScored, UnknownLogin
from service.evidence import parse_login
from service.record import error_of, record_of_error
from service.scorer import Reply
from service.web.api import LoginPath, Prefer, wait_of
from service.web.problems import Problem
from service.web.state import services_of

router = APIRouter(prefix="/api/v1", tags=["scores"])

_PROBLEMS = {
    202: {"model": Problem, "description": "The fetch is still running; Retry-After says when to ask again."},
    403: {"model": Problem, "description": "Another site's page asked for it, or the login is not served here."},
    404: {"model": Problem, "description": "GitHub knows no such login."},
    422: {"model": Problem, "description": "This cannot be a login."},
    429: {"model": Problem, "description": "This client has had its share; see Retry-After."},
    503: {"model": Problem, "description": "GitHub is out of reach; see Retry-After."},
}


async def guard_refresh(request: Request) -> None:
    """Whether this client may ask for a refresh now.

    Raises:
        HTTPException: 403 if a page of another site asks, with its visitor's address and without their knowledge.
            https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
        TooMany: this client has had its share.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        raise HTTPException(403, "Another site may not ask for a refresh")
    services_of(request).limits.refresh(request)


@router.post("/users/{login}/refresh", responses=_PROBLEMS)  # type: ignore[arg-type]  # FastAPI wants a looser dict
async def refresh(request: Request, response: Response, login: LoginPath, prefer: Prefer = None) -> ScoreDocument:
    """Look at GitHub again now, and answer with the new score."""
    await guard_refresh(request)
    reply = await _looked_again(request, login, wait_of(prefer))
    if isinstance(found := error_of(reply.record), UnknownLogin):
        raise found
    response.headers["Cache-Control"] = "no-store"
    return document_of(reply.record, stale=reply.stale)


async def _looked_again(request: Request, text: str, wait: float) -> Reply:
    services = services_of(request)
    try:
        return await services.answers.refresh(parse_login(text), wait=wait)
    except NotScored as error:
        return Reply(record_of_error(text.lower(), error, services.clock()), stale=False)
