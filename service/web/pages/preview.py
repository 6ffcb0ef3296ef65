"""What the builder shows of a choice: the badge and the card on light and on dark ground."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from service.drawing import badge_of, badge_of_error
from service.errors import ServiceError, Status
from service.evidence import Login
from service.render.words import words
from service.signing import PATHS, Linked
from service.web.caching import etag
from service.web.images import status_of
from service.web.organisation_summaries import Summaries
from service.web.organisations import badge_of_summary
from service.web.pages.choices import Choices
from service.web.state import services_of

_FIXED = "theme"


@dataclass(frozen=True, slots=True)
class Ground:
    """The images on one kind of ground, `light` or `dark`; an organisation has no card."""

    name: str
    badge: str
    card: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown.

    Attributes:
        login: whose images these are; empty for the sample.
        caption: what the badge says, as a sentence.
        message: why there is no score, if there is none.
        is_organisation: whether these are the images of an organisation.
    """

    login: str
    status: Status
    caption: str
    message: str
    grounds: tuple[Ground, ...]
    is_organisation: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether looking again in a moment will show something else."""
        return self.status is Status.WARMING


async def preview_of(request: Request, login: Login | None, choices: Choices) -> Preview:
    """The preview of a login, or of the sample if there is none; waits as long as an image would."""
    if login is None:
        return Preview("", Status.OK, "", "", _grounds("/sample/{kind}.svg", choices, "1"))
    path = f"/{{kind}}/{login}.svg"
    english = words("en")
    try:
        services = services_of(request)
        reply = await services.answers.answer(login, wait=services.image_seconds)
    except ServiceError as error:
        said = badge_of_error(error, error.status, english, label=None, login=login)
        return Preview(login, error.status, said.title, str(error), _grounds(path, choices, _version(request, error)))
    record = reply.record
    if record.status is Status.ORGANISATION and services.organisations:
        return _of_organisation(services.organisations, login, choices, services.clock())
    said = badge_of(record, english, metric=None, label=None, stale=reply.stale)
    version = _short(record.status, record.observed_at.isoformat(), str(reply.stale))
    status = status_of(record, stale=reply.stale)
    return Preview(login, status, said.title, record.message, _grounds(path, choices, version))


def _of_organisation(summaries: Summaries, login: Login, choices: Choices, now: datetime) -> Preview:
    """The badge of an organisation, which is made behind and takes longer than anybody waits."""
    english = words("en")
    try:
        summary = summaries.find(login).summary
    except ServiceError as error:
        status, message, made = error.status, str(error), now
        caption = badge_of_error(error, status, english, label=None, login=login).title
    else:
        status, message, made = summary.status, summary.message, summary.observed_at
        title = badge_of_summary(summary, english, None).title
        caption = title.removeprefix(f"{summary.organisation}{english.colon}")
    path, chosen = PATHS[Linked.ORGANISATION].format(login=login), choices.accepted.get(_FIXED)
    version = _short(status, made.isoformat())
    grounds = tuple(
        Ground(name, path + choices.organisation(theme=chosen or name, v=version), "") for name in ("light", "dark")
    )
    return Preview(login, status, caption, message, grounds, is_organisation=True)


def _version(request: Request, error: ServiceError) -> str:
    """An image that says "warming up" may be kept for a minute; this lets the next look ask for another."""
    return _short(error.status, services_of(request).clock().isoformat())


def _short(*parts: str) -> str:
    return etag(*parts).strip('"')[:8]


def _grounds(path: str, choices: Choices, version: str) -> tuple[Ground, ...]:
    badge, card = path.format(kind="badge"), path.format(kind="card")
    chosen = choices.accepted.get(_FIXED)
    return tuple(
        Ground(
            name,
            badge + choices.badge(theme=chosen or name, v=version),
            card + choices.card(theme=chosen or name, v=version),
        )
        for name in ("light", "dark")
    )
