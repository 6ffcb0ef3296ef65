"""What the builder shows of a choice: the badge and the card on light and on dark ground."""

from dataclasses import dataclass

from starlette.requests import Request

from service.drawing import badge_of, badge_of_error
from service.errors import ServiceError, Status
from service.evidence import Login
from service.render.words import words
from service.web.caching import etag
from service.web.images import status_of
from service.web.pages.choices import Choices
from service.web.state import services_of

_FIXED = "theme"


@dataclass(frozen=True, slots=True)
class Ground:
    """The images on one kind of ground, `light` or `dark`."""

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
    """

    login: str
    status: Status
    caption: str
    message: str
    grounds: tuple[Ground, ...]

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
        said = badge_of_error(error, error.status, english, label=None)
        return Preview(login, error.status, said.title, str(error), _grounds(path, choices, _version(request, error)))
    record = reply.record
    said = badge_of(record, english, metric=None, label=None, stale=reply.stale)
    version = etag(record.status, record.observed_at.isoformat(), str(reply.stale)).strip('"')[:8]
    status = status_of(record, stale=reply.stale)
    return Preview(login, status, said.title, record.message, _grounds(path, choices, version))


def _version(request: Request, error: ServiceError) -> str:
    """An image that says "warming up" may be kept for a minute; this lets the next look ask for another."""
    return etag(error.status, services_of(request).clock().isoformat()).strip('"')[:8]


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
