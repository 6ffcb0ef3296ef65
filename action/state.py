"""What one report leaves for the next: a few numbers about the whole, in an HTML comment of the issue. Pure.

The text of an issue can be changed by people, so nothing in it is trusted: what does not fit is left out.
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
_VERSION = 1
_COMMENT = re.compile(r"<!-- still-engineering:state (\{[^<>]{0,8000}\}) -->")
_MOST_PEOPLE = 10_000_000
_DAYS_A_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Entry:
    """The numbers of one report.

    Attributes:
        people: how many the numbers are about.
        median: coding days a week; None if too little could be seen.
        partial: somebody was missing, so the next report does not compare itself with this one.
    """

    at: datetime
    people: int
    hands_on: int
    in_touch: int
    dipping_in: int
    median: float | None
    model_version: str
    partial: bool = False

    @property
    def share(self) -> float:
        """Of the people, those who are hands-on; 0 to 1."""
        return self.hands_on / self.people if self.people else 0.0


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


def with_entry(entries: Iterable[Entry], entry: Entry) -> tuple[Entry, ...]:
    """The entries and a new one; what claims to be from later is left out, unless two runs may have met."""
    return _tidy([*(other for other in entries if other.at < entry.at + _TOGETHER and other.at != entry.at), entry])


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
        case [str(at), int(people), int(hands_on), int(in_touch), int(dipping_in), median, str(model), int(partial)]:
            counts = (hands_on, in_touch, dipping_in)
        case _:
            return None
    fits = 0 <= sum(counts) <= people <= _MOST_PEOPLE and min(counts) >= 0
    number = isinstance(median, int | float) and 0 <= median <= _DAYS_A_WEEK
    if not fits or not (median is None or number) or not re.fullmatch(r"[0-9A-Za-z.]{1,20}", model):
        return None
    try:
        when = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Entry(when, people, *counts, None if median is None else float(median), model, bool(partial))
