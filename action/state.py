"""What one report leaves for the next: a few numbers about the whole, in an HTML comment of the issue. Pure.

The text of an issue can be changed by people, so nothing in it is trusted: what does not fit is left out.
Two reports together tell about whoever is in one of them only, which is too small a group for numbers if only a few
joined, left, paused or asked not to be looked at in between. What was remembered is forgotten then.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

MOST = 26
"""Reports that are remembered: half a year of weeks."""
_TOGETHER = timedelta(hours=2)
_CROWD, _WEEK = 10, timedelta(days=5)
"""Where so many times the smallest group can be seen, others change in every working week too."""
_VERSION = 1
_COMMENT = re.compile(r"<!-- still-engineering:state (\{[^<>]{0,8000}\}) -->")
_MOST_PEOPLE = 10_000_000
_DAYS_A_WEEK = 7.0
_FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Entry:
    """The numbers of one report.

    Attributes:
        people: how many the numbers are about.
        median: coding days a week; None if too little could be seen.
        partial: somebody was missing, so the next report does not compare itself with this one.
        left_out: how many paused or asked not to be looked at; None if an older version made the report.
        visible: how many of the people could be seen; None if that was not told, or an older version made the report.
            Whose work begins to show, or no longer does, is nobody whom one knows, so that it may be another number.
    """

    at: datetime
    people: int
    hands_on: int
    in_touch: int
    dipping_in: int
    median: float | None
    model_version: str
    partial: bool = False
    left_out: int | None = None
    visible: int | None = None

    @property
    def share(self) -> float | None:
        """Of the people whose work could be seen, those who are hands-on, 0 to 1; None if that is not known."""
        return self.hands_on / self.visible if self.visible else None

    def is_lost_in_the_crowd_beside(self, other: "Entry", smallest: int) -> bool:
        """Whether so many others had a week to change as well that a difference tells nothing about the few."""
        # Whoever cannot be seen stays so for long, and is no crowd to be lost in.
        crowd = min(self.visible or 0, other.visible or 0) >= _CROWD * smallest
        return crowd and abs(self.at - other.at) >= _WEEK

    def tells_about_few_beside(self, other: "Entry", smallest: int) -> bool:
        """Whether the difference of two reports is about people whom one knows, and about too few of them.

        Nobody knows who is missing from a partial report, so of such a one the number of people says nothing, and the
        number of those left out only that there are so many at least.
        """
        if self.left_out is None or other.left_out is None:
            return True
        more_left_out = self.left_out - other.left_out
        if (more_left_out > 0 and not other.partial) or (more_left_out < 0 and not self.partial):
            return True
        whole = not (self.partial or other.partial)
        return whole and 0 < abs(self.people - other.people) < smallest


def parse_state(body: str) -> tuple[Entry, ...]:
    """The entries in an issue's text, oldest first; none if there are none that can be read."""
    found = _COMMENT.search(body)
    try:
        state = json.loads(found[1]) if found else {}
    except (ValueError, RecursionError):
        return ()
    if not isinstance(state, dict) or state.get("v") != _VERSION or not isinstance(state.get("reports"), list):
        return ()
    entries = [entry for row in state["reports"][-4 * MOST :] if (entry := _entry(row))]
    return _tidy(entries)


def with_entry(entries: Iterable[Entry], entry: Entry, smallest: int) -> tuple[Entry, ...]:
    """The entries and, last, a new one; `smallest` is how many people a number needs at least.

    What claims to be from later is left out, unless two runs may have met. If the new entry would tell about few people
    beside one of the others, it stands alone.
    """
    others = [other for other in entries if other.at < entry.at + _TOGETHER and other.at != entry.at]
    telling = [
        other
        for other in others
        if entry.tells_about_few_beside(other, smallest) and not entry.is_lost_in_the_crowd_beside(other, smallest)
    ]
    if any(abs(entry.at - other.at) >= _WEEK for other in telling):
        return (entry,)
    tidy = _tidy(other for other in others if other not in telling)
    today = [other for other in tidy if other.at.date() == entry.at.date()]
    kept = [other for other in tidy if other.at.date() != entry.at.date()] + today[:1]
    return (*sorted(kept, key=lambda other: other.at), entry)[-MOST:]


def comment(entries: Sequence[Entry]) -> str:
    """The HTML comment; nothing in it can end the comment early."""
    rows = [
        [
            f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            entry.people,
            entry.hands_on,
            entry.in_touch,
            entry.dipping_in,
            None if entry.median is None else round(entry.median, 2),
            entry.model_version,
            int(entry.partial),
            entry.left_out,
            entry.visible,
        ]
        for entry in entries[-MOST:]
    ]
    text = json.dumps({"v": _VERSION, "reports": rows}, separators=(",", ":"))
    return f"<!-- still-engineering:state {text} -->"


def _tidy(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of each day the first and the last, so that a workflow that is run again does not push out the weeks before."""
    ordered = sorted(entries, key=lambda entry: entry.at)
    days = [tuple(group) for _, group in groupby(ordered, key=lambda entry: entry.at.date())]
    return tuple(entry for day in days for entry in (day[:1] + day[-1:] if len(day) > 1 else day))[-MOST:]


def _entry(row: Any) -> Entry | None:  # noqa: ANN401 - anything that JSON can hold
    match row:
        case [str(at), people, hands_on, in_touch, dipping_in, median, str(model), int(partial), *more]:
            counts, (left_out, visible) = (hands_on, in_touch, dipping_in), [*more, None, None][:2]
        case _:
            return None
    told = [each for each in (left_out, visible) if each is not None]
    if not all(map(_is_count, (people, *counts, *told))):
        return None
    number = isinstance(median, int | float) and not isinstance(median, bool) and 0 <= median <= _DAYS_A_WEEK
    fits = sum(counts) <= (people if visible is None else visible) <= people and (median is None or number)
    if not fits or not re.fullmatch(r"[0-9A-Za-z.]{1,20}", model):
        return None
    try:
        when = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if when.year < _FIRST_YEAR:
        return None
    days = None if median is None else float(median)
    return Entry(when, people, *counts, days, model, bool(partial), left_out, visible)


def _is_count(value: Any) -> bool:  # noqa: ANN401 - anything that JSON can hold
    return type(value) is int and 0 <= value <= _MOST_PEOPLE
