"""The evidence page: why this score, what it is made of, what could not be seen, and what its person can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from service.document import ScoreDocument, document_of
from service.drawing import badge_of
from service.errors import (
    InvalidInput,
    NotScored,
    NotServed,
    ServiceError,
    Status,
    TooMany,
    Unavailable,
    UnknownLogin,
    Warming,
)
from service.evidence import GapCode, Login, parse_login
from service.model import MODEL
from service.record import Record
from service.render.words import words
from service.sentences import is_only_private
from service.signing import PATHS, Linked, signed_path
from service.web.api import answer
from service.web.pages.chart import chart
from service.web.pages.formulas import Formula, formulas
from service.web.pages.github_web import ELSEWHERE, web_address
from service.web.pages.respond import page
from service.web.pages.robots import NOT_INDEXED
from service.web.refresh import guard_refresh
from service.web.state import services_of
from service.wishes import FILE

router = APIRouter(include_in_schema=False)

_AGAIN_SECONDS, _LATER_SECONDS = 3, 60
_LONGEST_SHOWN = 80
_HELP: Mapping[str, str] = {
    GapCode.PRIVATE_NOT_VISIBLE: "Its owner can let the numbers count: GitHub's profile settings have the choice"
    " “Include private contributions on my profile”.",
    GapCode.PRIVATE_COUNTED_ONLY: "GitHub tells how many there were on each day, and not what they hold.",
    GapCode.COMMITS_NOT_LOOKED_AT: "A sample was opened; the others are judged by it.",
    GapCode.PULL_REQUESTS_NOT_LOOKED_AT: "The others still count on the day they were opened.",
    GapCode.FILES_ESTIMATED: "The budget at GitHub was low; the next look will be closer.",
}


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the score with the share of its points that was reached."""

    formula: Formula
    points: float

    @property
    def percent(self) -> float:
        """0 to 100, for the bar."""
        return round(100 * self.points / self.formula.most, 1)


@router.api_route("/u/{login}", methods=["GET", "HEAD"])
async def evidence(request: Request, login: str) -> Response:
    """All that explains the score of a login, or why there is none."""
    try:
        reply = await answer(request, login, services_of(request).image_seconds)
    except Warming as error:
        return _waiting(request, login, error)
    except ServiceError as error:
        return _failure(request, login, error)
    return _found(request, reply.record, stale=reply.stale)


@router.post("/u/{login}/refresh")
async def refresh(request: Request, login: str) -> Response:
    """Look at GitHub again now, then show the page; whatever there is to say, the page says it."""
    services = services_of(request)
    try:
        await guard_refresh(request)
        await services.answers.refresh(parse_login(login), wait=services.image_seconds)
    except (Warming, NotScored):
        pass
    except ServiceError as error:
        return _failure(request, login, error)
    return RedirectResponse(f"/u/{quote(login)}", status_code=303)


def _found(request: Request, record: Record, *, stale: bool) -> Response:
    document = document_of(record, stale=stale)
    template = "evidence" if document.level else "without-score"
    said = badge_of(record, words("en"), metric=None, label=None, stale=stale)
    return page(
        request,
        template,
        {
            **_shared(request, document.login),
            "document": document,
            "summary": said.title,
            "parts": _parts(document),
            "chart": chart(document.weeks) if document.weeks else None,
            "help": _HELP,
            "model": MODEL,
            "only_private": record.score is not None and is_only_private(record.score),
            "words": words("en"),
            "consequence": _consequence(record.status, lasting=services_of(request).settings.redis_url is not None),
            "status_words": words("en").statuses.get(record.status, ""),
        },
    )


def _consequence(status: Status, *, lasting: bool) -> str:
    said = _CONSEQUENCES.get(status, "")
    return f"{said} {_NOT_LASTING}" if status is Status.OPTED_OUT and not lasting else said


def _parts(document: ScoreDocument) -> tuple[PartView, ...]:
    if document.parts is None:
        return ()
    return tuple(PartView(formula, getattr(document.parts, formula.name)) for formula in formulas())


def _shared(request: Request, login: str) -> dict[str, object]:
    """What every page about a login is given."""
    services = services_of(request)
    pages = services.pages
    return {
        "login": login[:_LONGEST_SHOWN],
        "file": FILE,
        "base": pages.base(request),
        "organisation_badge": _organisation_badge(services.settings.signing_key, login),
        # The demo's people have no pages on GitHub.
        "github": "" if services.demo else web_address(services.settings.github_api_url),
        "rel": ELSEWHERE,
        "robots": "" if pages.index_people else NOT_INDEXED,
        "report_url": pages.report_url,
        "has_png": services.rasters.is_available,
    }


def _organisation_badge(key: str, login: str) -> str:
    """The path of an organisation's badge, signed if the service is private."""
    checked = Login(login.lower())
    return signed_path(key, Linked.ORGANISATION, checked) if key else PATHS[Linked.ORGANISATION].format(login=login)


def _waiting(request: Request, login: str, error: Warming) -> Response:
    values = {**_shared(request, login), "message": str(error), "seconds": _AGAIN_SECONDS}
    return page(request, "warming", values, status=202, headers={"Retry-After": str(_AGAIN_SECONDS)})


def _failure(request: Request, login: str, error: ServiceError) -> Response:
    status, headers = status_code(error), {}
    if isinstance(error, Unavailable | TooMany):
        headers = {"Retry-After": str(error.retry_after if isinstance(error, TooMany) else _LATER_SECONDS)}
    values = {**_shared(request, login), "error": error, "status": status, "cannot_be": isinstance(error, InvalidInput)}
    return page(request, "failure", values, status=status, headers=headers)


def status_code(error: ServiceError) -> int:
    """The HTTP status of a page that an error ends with."""
    if isinstance(error, Unavailable):
        return 503
    if isinstance(error, TooMany):
        return 429
    if isinstance(error, InvalidInput):
        return 422
    if isinstance(error, NotServed):
        return 403
    return 404 if isinstance(error, UnknownLogin) else 200


_NOT_LASTING = (
    "This service keeps no database; when it is started again it learns this anew, from the person's file or from the"
    " operator's list."
)
_CONSEQUENCES: Mapping[Status, str] = {
    Status.PAUSED: "Nothing else is shown until they end the pause.",
    Status.OPTED_OUT: "No score is computed, kept or shown.",
}
