"""Organisations: a badge and JSON of how many visible members are hands-on, in counts alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from service.document import Document
from service.drawing import badge_of_error
from service.errors import InvalidInput, Misconfigured, NotServed, ServiceError, Status
from service.evidence import parse_login
from service.render.badge import Badge, Tone, draw
from service.render.look import Look, parse_look
from service.render.words import Words, words
from service.score import Level
from service.web.api import BLANKS
from service.web.images import Picture, label_of, parse_seconds, query_of, send
from service.web.organisation_summaries import Found
from service.web.organisation_summary import FEWEST, Group, Summary
from service.web.problems import Problem
from service.web.state import services_of

router = APIRouter(tags=["organisations"])

_MOST = 2


class OrganisationDocument(Document):
    """One organisation in counts; nobody is named."""

    organisation: str
    status: Status
    message: str | None = Field(default=None, description="Why there are no counts, for people.")
    members: int = Field(description="Members that can be seen.")
    looked_at: int = Field(description="How many of them were looked at.")
    people: int | None = Field(
        default=None, description=f"How many the counts are of; null below {FEWEST}, or if none is in touch."
    )
    hands_on: int | None = None
    levels: dict[Group, int] | None = Field(
        default=None, description="People by level; others have a lower one or none, which is not told apart."
    )
    observed_at: datetime
    fresh_until: datetime
    stale: bool


_PROBLEMS = {
    202: {"model": Problem, "description": "It is being computed; Retry-After says when to ask again."},
    403: {"model": Problem, "description": "This service does not answer for this organisation."},
    404: {"model": Problem, "description": "GitHub knows no such organisation."},
    422: {"model": Problem, "description": "This cannot be an organisation's name."},
    503: {"model": Problem, "description": "It cannot be computed now; see Retry-After."},
}


_NAME = {"pattern": f"^{BLANKS}@?[A-Za-z0-9][A-Za-z0-9_-]{{0,38}}{BLANKS}$"}
OrganisationPath = Annotated[
    str, Path(description="An organisation's login.", examples=["octo-org"], max_length=100, json_schema_extra=_NAME)
]


@router.get("/api/v1/orgs/{organisation}", responses=_PROBLEMS)  # type: ignore[arg-type]  # FastAPI wants a looser dict
async def organisation(
    request: Request,
    response: Response,
    organisation: OrganisationPath,
) -> OrganisationDocument:
    """How many visible members of an organisation are hands-on and in touch; computed behind, so 202 comes first."""
    found = _find(request, organisation)
    response.headers["Cache-Control"] = "public, max-age=60" if found.stale else "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return document_of(found)


def document_of(found: Found) -> OrganisationDocument:
    """A summary as JSON."""
    summary = found.summary
    return OrganisationDocument(
        organisation=summary.organisation,
        status=_status(found),
        message=summary.message or None,
        members=summary.members,
        looked_at=summary.looked_at,
        people=summary.people,
        hands_on=summary.hands_on,
        levels=dict(summary.levels) or None,
        observed_at=summary.observed_at,
        fresh_until=found.fresh_until,
        stale=found.stale,
    )


@router.api_route("/badge/org/{organisation}.svg", methods=["GET", "HEAD"], include_in_schema=False)
async def badge(request: Request, organisation: str) -> Response:
    """The badge of an organisation; whatever happens, an image."""
    look, label = Look(), None
    try:
        query = query_of(request)
        look, label = parse_look(query), label_of(query)
        return send(request, _picture(_find(request, organisation), look, label, query))
    except (InvalidInput, NotServed) as error:
        return send(request, _picture_of_error(organisation, error, Look(), None))
    except ServiceError as error:
        return send(request, _picture_of_error(organisation, error, look, label))


def _find(request: Request, text: str) -> Found:
    summaries = services_of(request).organisations
    if summaries is None:
        raise Misconfigured("This service makes no summaries of organisations.")
    return summaries.find(parse_login(text))


def _status(found: Found) -> Status:
    return Status.STALE if found.stale and found.summary.status is Status.OK else found.summary.status


def _picture(found: Found, look: Look, label: str | None, query: Mapping[str, str]) -> Picture:
    summary = found.summary
    said = badge_of_summary(summary, words(look.locale), label)
    version = f"org {summary.organisation} {summary.status} {summary.observed_at.isoformat()} {found.stale}"
    return Picture(_status(found), version, lambda: draw(said, look), parse_seconds(query))


def badge_of_summary(summary: Summary, said: Words, label: str | None) -> Badge:
    """What the badge of an organisation says."""
    if summary.people is None or summary.hands_on is None:
        error = ServiceError(summary.message)
        return badge_of_error(error, summary.status, said, label=label, login=summary.organisation)
    name = said.label if label is None else label
    level = said.levels[Level.HANDS_ON]
    share = said.of_people.format(n=summary.hands_on, most=summary.people)
    as_of = said.as_of.format(date=said.date(summary.observed_at.date()))
    title = f"{summary.organisation}{said.colon}{said.comma.join((level, share, as_of))}"
    text = said.members_looked_at.format(members=summary.members, n=summary.looked_at)
    return Badge(name, f"{level} · {share}", _tone(summary.hands_on, summary.people), title, text)


def _tone(hands_on: int, people: int) -> Tone:
    if hands_on == 0:
        return Tone.QUIET
    return Tone.HANDS_ON if hands_on * _MOST >= people else Tone.IN_TOUCH


def _picture_of_error(organisation: str, error: ServiceError, look: Look, label: str | None) -> Picture:
    said = badge_of_error(error, error.status, words(look.locale), label=label, login=organisation)
    return Picture(error.status, f"org {organisation} {error.status} {error}", lambda: draw(said, look))
