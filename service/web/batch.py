"""Many logins in one request, for programs that show a team."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from service.document import Document, ScoreDocument, document_of
from service.errors import ServiceError, Status, TooMany
from service.web.api import Prefer, answer, wait_of
from service.web.problems import Problem

MOST = 100
AGAIN_SECONDS = 5
_LONGEST_LOGIN = 100
_COMPLETE = (
    "False while a login is warming up, GitHub is out of reach, or this client has had its share of first looks;"
    " ask again later."
)

router = APIRouter(prefix="/api/v1", tags=["scores"])


class MissingDocument(Document):
    """A login that there is nothing to say about, and why."""

    login: str
    status: Status
    message: str


class UsersDocument(Document):
    """Each login once, in the order in which they were asked for."""

    users: tuple[ScoreDocument | MissingDocument, ...]
    complete: bool = Field(description=_COMPLETE)


Logins = Annotated[
    list[Annotated[str, Field(max_length=_LONGEST_LOGIN)]],
    Query(alias="login", min_length=1, max_length=MOST, description=f"GitHub logins, at most {MOST}; repeat the name."),
]


_PROBLEMS = {
    414: {"model": Problem, "description": "The address is longer than 8 KiB."},
    422: {"model": Problem, "description": f"No login, more than {MOST}, or one that is longer than any login."},
}


@router.get("/users", responses=_PROBLEMS)  # type: ignore[arg-type]  # FastAPI wants a looser dict
async def users(request: Request, response: Response, logins: Logins, prefer: Prefer = None) -> UsersDocument:
    """The scores of many logins; always 200, and each login has its own status."""
    wait = wait_of(prefer)
    distinct = list(dict.fromkeys(login.strip().lower() for login in logins))
    found = await asyncio.gather(*(_one(request, login, wait) for login in distinct))
    complete = all(document.status not in {Status.WARMING, Status.UPSTREAM} for document in found)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=60" if complete else "no-store"
    if not complete:
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
    return UsersDocument(users=tuple(found), complete=complete)


async def _one(request: Request, login: str, wait: float) -> ScoreDocument | MissingDocument:
    try:
        reply = await answer(request, login, wait)
    except TooMany as error:
        # Of this client alone and for a while: no cache may tell others so.
        return MissingDocument(login=login, status=Status.WARMING, message=str(error))
    except ServiceError as error:
        return MissingDocument(login=login, status=error.status, message=str(error))
    return document_of(reply.record, stale=reply.stale)
