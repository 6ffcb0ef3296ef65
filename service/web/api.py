"""JSON for programs: true status codes, a problem for every error."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from service.document import ScoreDocument, document_of
from service.errors import NotScored, UnknownLogin
from service.evidence import parse_login
from service.record import error_of, record_of_error
from service.scorer import Reply
from service.web.problems import Problem
from service.web.state import services_of

WAIT_SECONDS = 2.5
LONGEST_WAIT_SECONDS = 30
_PREFER = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])")

router = APIRouter(prefix="/api/v1", tags=["scores"])

_PROBLEMS = {
    202: {"model": Problem, "description": "The first fetch is still running; Retry-After says when to ask again."},
    403: {"model": Problem, "description": "This service does not answer for this login."},
    404: {"model": Problem, "description": "GitHub knows no such login."},
    422: {"model": Problem, "description": "This cannot be a login."},
    429: {"model": Problem, "description": "This client has had its share of first looks; see Retry-After."},
    503: {"model": Problem, "description": "GitHub is out of reach and nothing is stored; see Retry-After."},
}

# What Python takes off the ends of a text; a pattern's own \s is another set.
BLANKS = r"[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
LOGIN_SCHEMA = {"pattern": f"^{BLANKS}@?[A-Za-z0-9][A-Za-z0-9_-]{{0,38}}(\\[[bB][oO][tT]\\])?{BLANKS}$"}
LoginPath = Annotated[
    str, Path(description="A GitHub login.", examples=["octocat"], max_length=100, json_schema_extra=LOGIN_SCHEMA)
]
Prefer = Annotated[str | None, Header(description="`wait=N`: wait up to N seconds, at most 30, for a first answer.")]


@router.get("/users/{login}", responses=_PROBLEMS)  # type: ignore[arg-type]  # FastAPI wants a looser dict
async def user(request: Request, response: Response, login: LoginPath, prefer: Prefer = None) -> ScoreDocument:
    """The score of one login with all that explains it."""
    reply = await answer(request, login, wait_of(prefer))
    response.headers["Cache-Control"] = "public, max-age=60" if reply.stale else "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return document_of(reply.record, stale=reply.stale)


async def answer(request: Request, text: str, wait: float) -> Reply:
    """The answer for a login; an account that has no score for a known reason has a document all the same.

    Raises:
        ServiceError: there is nothing to show but the error.
    """
    services = services_of(request)
    try:
        login = parse_login(text)
        if not await services.answers.knows(login):
            services.limits.first_look(request)
        reply = await services.answers.answer(login, wait=wait)
    except UnknownLogin:
        raise
    except NotScored as error:
        now: datetime = services.clock()
        return Reply(record_of_error(text.lower(), error, now), stale=False)
    if isinstance(found := error_of(reply.record), UnknownLogin):
        raise found
    return reply


def wait_of(prefer: str | None) -> float:
    """How long a client is ready to wait, in seconds; https://www.rfc-editor.org/rfc/rfc7240#section-4.3."""
    found = _PREFER.search(prefer or "")
    return min(float(found[1]), LONGEST_WAIT_SECONDS) if found else WAIT_SECONDS
