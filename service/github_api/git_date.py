"""Dates as git has them: whoever makes a commit may write any."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a date that no calendar holds, such as one of the year 10000; it is in no window."""


def _dated(value: object, read: ValidatorFunctionWrapHandler) -> datetime:
    try:
        moment: datetime = read(value)
        return moment.astimezone(UTC)
    except (ValidationError, OverflowError):
        # Anything but a text is no odd date but an answer of another shape.
        if not isinstance(value, str):
            raise
        return NO_DATE


GitDate = Annotated[datetime, WrapValidator(_dated)]
"""A date in UTC. One odd commit must not spoil the answer that it is in: https://git-scm.com/docs/git-commit#_date_formats."""
