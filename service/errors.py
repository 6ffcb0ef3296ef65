"""Everything that can keep a login from having a score.

    ServiceError
      InvalidInput        what was asked is malformed; GitHub was not asked
        InvalidLogin
        InvalidParameter
      TooMany             this client asks for more than its share
      NotServed           the operator's list of who is served leaves this login out
      Locked              the service is private, and the request brings no key
      NotScored           GitHub answered, and there is no score for this account
        UnknownLogin
        OrganisationAccount
        BotAccount
        Paused
        OptedOut
      Unavailable         no answer yet; asking again later may give one
        Warming           the first fetch is still running
        GitHubDown        timeouts, 5xx, broken answers, connections refused
        RateLimited       the budget of every token is used up
        Misconfigured     no token, or one that GitHub refuses

Each class carries the word that programs read (`status`) and a label short enough for a badge.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class Status(StrEnum):
    """What became of a request for one login; the same words in headers, JSON and pages."""

    OK = "ok"
    STALE = "stale"
    WARMING = "warming"
    ORGANISATION = "organisation"
    NOT_FOUND = "not-found"
    NOT_VISIBLE = "not-visible"
    PAUSED = "paused"
    OPTED_OUT = "opted-out"
    BOT = "bot"
    BAD_REQUEST = "bad-request"
    UPSTREAM = "upstream"


class ServiceError(Exception):
    """Anything that ends without a score; its text is a sentence a visitor may read."""

    status: ClassVar[Status]
    label: ClassVar[str]


class InvalidInput(ServiceError):
    """The request itself is malformed."""

    status = Status.BAD_REQUEST
    label = "invalid request"


class InvalidLogin(InvalidInput):
    """The text cannot be a GitHub login."""

    label = "invalid login"


class InvalidParameter(InvalidInput):
    """A query parameter has a value that is not allowed."""

    label = "invalid parameter"


class TooMany(ServiceError):
    """This client asks for more than its share of what costs budget at GitHub.

    Attributes:
        retry_after: seconds until asking again makes sense.
    """

    status = Status.BAD_REQUEST
    label = "too many requests"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotServed(ServiceError):
    """This service answers for some logins alone, and this is none of them."""

    status = Status.BAD_REQUEST
    label = "not served here"


class Locked(ServiceError):
    """This service is private, and the request shows no key of it."""

    status = Status.BAD_REQUEST
    label = "private"


class NotScored(ServiceError):
    """GitHub answered, and the answer is that this account has no score."""


class UnknownLogin(NotScored):
    """GitHub knows no user or organisation of this name, or hides it from this token."""

    status = Status.NOT_FOUND
    label = "not found"


class OrganisationAccount(NotScored):
    """The login belongs to an organisation; people have scores, organisations have summaries."""

    status = Status.ORGANISATION
    label = "organisation"


class BotAccount(NotScored):
    """The login belongs to a machine."""

    status = Status.BOT
    label = "bot"


class Paused(NotScored):
    """The person asked for a pause in their `.still-engineering.yml`."""

    status = Status.PAUSED
    label = "paused"


class OptedOut(NotScored):
    """No score may be made: the person asked for that, or whoever runs this service decided it."""

    status = Status.OPTED_OUT
    label = "opted out"

    @classmethod
    def of(cls, login: str) -> "OptedOut":
        """The same words whoever decided it, so that nobody can tell."""
        return cls(f"{login.lower()} is not scored here.")


class Unavailable(ServiceError):
    """There is no answer yet.

    Attributes:
        retry_at: when asking again makes sense (UTC), if that is known.
    """

    status = Status.UPSTREAM
    label = "try again later"

    def __init__(self, message: str, *, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class Warming(Unavailable):
    """The first fetch of this login is still running."""

    status = Status.WARMING
    label = "warming up"


class GitHubDown(Unavailable):
    """GitHub timed out, failed, or answered with something that is not an answer."""

    label = "github is unreachable"


class RateLimited(Unavailable):
    """The request budget at GitHub is used up until `retry_at`."""

    label = "waiting for github"


class Misconfigured(Unavailable):
    """This service has no usable token; its operator has to act."""

    label = "needs a token"
