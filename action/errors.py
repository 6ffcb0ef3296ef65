"""Everything that can keep a run from its report.

    ActionError             the title of the annotation and the exit code
      BadInput              an input is missing, unknown or contradicts another; GitHub was not asked
      TokenRefused          GitHub does not accept the token
      Unknown               there is no such organisation, team or repository, or not for this token
      NotAllowed            the token is fine, but a permission is missing
      Unanswered            GitHub did not answer, or its budget is used up
        TooFewRequests      max-requests is used up
      NotPosted             the report was made, but could not be posted

Exit codes: 0 the report is there; 1 it is partial and `fail-on` is `partial`; 2 wrong input; 3 GitHub could not be
asked; 4 the report could not be posted.
"""

from typing import ClassVar

PARTIAL = 1


class ActionError(Exception):
    """Anything that ends the run; its text is a sentence that says what to do."""

    title: ClassVar[str]
    exit_code: ClassVar[int]


class BadInput(ActionError):
    """An input cannot be used."""

    title = "Wrong input"
    exit_code = 2


class TokenRefused(ActionError):
    """GitHub answered 401."""

    title = "Token refused"
    exit_code = 3


class Unknown(ActionError):
    """GitHub answered 404."""

    title = "Not found"
    exit_code = 3


class NotAllowed(ActionError):
    """GitHub answered 403, or hides what the token may not see."""

    title = "Permission missing"
    exit_code = 3


class Unanswered(ActionError):
    """There was no answer that could be used."""

    title = "GitHub did not answer"
    exit_code = 3


class TooFewRequests(Unanswered):
    """The workflow's own limit was reached before anybody was looked at; the next run would end in the same way."""

    title = "Limit too small"


class NotPosted(ActionError):
    """A report exists, but not where it was wanted."""

    title = "Report not posted"
    exit_code = 4
