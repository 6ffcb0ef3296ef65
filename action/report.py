"""The summary as Markdown that fits where it is posted, and as JSON: pure."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from action.coverage import sentences
from action.errors import NotPosted
from action.figures import Levels, Spread
from action.summary import Figures, GroupFigures, Person, Summary
from action.templates import template

BODY_CHARACTERS = 65_536
"""What GitHub takes as the text of an issue, a comment or a discussion."""
SUMMARY_BYTES = 1_048_576
"""What the runner takes as the summary of a step; a larger one is dropped whole.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a report: its title, the server that names link to, the page of the run."""

    title: str
    server_url: str = "https://github.com"
    run_url: str = ""


def characters(text: str) -> int:
    """The length as JavaScript counts it, which is never less than any other count of characters."""
    return len(text.encode("utf-16-le")) // 2


def size(text: str) -> int:
    """The length in bytes."""
    return len(text.encode())


def render(summary: Summary, frame: Frame, measure: Callable[[str], int], limit: int) -> str:
    """The report with as many rows as fit: first the names are cut, then the teams, always between two rows.

    Raises:
        NotPosted: not even a report without rows fits.
    """
    people, groups = len(summary.people), len(summary.groups)
    text = _render(summary, frame, people, groups)
    if measure(text) <= limit:
        return text
    people = _most(people, lambda rows: measure(_render(summary, frame, rows, groups)) <= limit)
    if people < 0:
        people = 0
        groups = _most(groups, lambda rows: measure(_render(summary, frame, 0, rows)) <= limit)
    if groups < 0:
        raise NotPosted(f"There is no room for the report: without any row it is longer than {limit:,}.")
    return _render(summary, frame, people, groups)


def _most(rows: int, fits: Callable[[int], bool]) -> int:
    """The most rows that fit, -1 if not even none does; fewer rows are never longer."""
    low, high = -1, rows
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A line of the table of levels.

    Attributes:
        share: of those whose work can be seen, as `42 %`; empty for the others, and where it may not be told.
        change: in points of the share since the last report.
    """

    meaning: str
    people: int
    share: str = ""
    change: str = ""


def level_rows(summary: Summary) -> list[LevelRow]:
    """The table of levels; empty without numbers, and if nobody's work can be seen."""
    if summary.figures is None or summary.figures.levels.visible == 0:
        return []
    now, before = summary.figures.levels, summary.before
    told = {
        "**hands-on**: writes code in a steady rhythm": (now.hands_on, before.hands_on if before else 0),
        "**in touch**: codes now and then, close to the system": (now.in_touch, before.in_touch if before else 0),
        "**dipping in**: some recent code": (now.dipping_in, before.dipping_in if before else 0),
    }
    whole, whole_then = now.visible, before.visible if before else None
    rows = [
        LevelRow(meaning, count, _share(count, whole), _change(count, whole, then, whole_then))
        for meaning, (count, then) in told.items()
    ]
    return [*rows, *_other_rows(now)]


def _other_rows(levels: Levels) -> list[LevelRow]:
    """Those on none of the three levels; whoever cannot be seen is on none for that reason alone."""
    why = "other work, leave, private repositories, another host"
    if levels.quiet is None or levels.not_visible is None:
        return [LevelRow(f"little or nothing to see from here: {why}", levels.others)]
    little = LevelRow(f"little to see from here: {why}", levels.quiet, _share(levels.quiet, levels.visible))
    nothing = LevelRow("cannot be seen from here; that says nothing about them", levels.not_visible)
    return [little, nothing] if levels.not_visible else [little]


def _percent(count: int, whole: int) -> int:
    return round(100 * count / whole)


def _share(count: int, whole: int | None) -> str:
    return f"{_percent(count, whole)} %" if whole else ""


def _change(count: int, whole: int | None, then: int, whole_then: int | None) -> str:
    if not whole or not whole_then:
        return ""
    points = _percent(count, whole) - _percent(then, whole_then)
    return f"{points:+d} points" if points else "as before"


def _render(summary: Summary, frame: Frame, people: int, groups: int) -> str:
    return template("summary.md.jinja").render(
        summary=summary,
        figures=summary.figures,
        level_rows=level_rows(summary),
        trend=summary.trend,
        title=frame.title,
        server_url=frame.server_url,
        run_url=frame.run_url,
        people=summary.people[:people],
        people_left_out=len(summary.people) - people,
        people_have_gaps=any(person.coding_days_a_week is None for person in summary.people[:people]),
        groups=summary.groups[:groups],
        groups_have_gaps=any(None in (group.levels.visible, group.spread) for group in summary.groups[:groups]),
        groups_left_out=len(summary.groups) - groups,
        coverage=sentences(summary.coverage),
        observed=f"{summary.observed_at:%Y-%m-%d %H:%M}",
    )


def to_json(summary: Summary) -> str:
    """Everything that the report says, and nothing that it does not; names are snake_case, times UTC ISO 8601."""
    coverage = asdict(summary.coverage) | {"partial": summary.coverage.partial}
    document = {
        "name": summary.name,
        "observed_at": f"{summary.observed_at:%Y-%m-%dT%H:%M:%SZ}",
        "model_version": summary.model_version,
        "audience": summary.audience,
        "min_group_size": summary.smallest,
        "partial": summary.partial,
        "coverage": coverage,
        **_figures(summary.figures),
        "teams": [_group(group) for group in summary.groups],
        "teams_withheld": summary.withheld,
        "people": [_person(person) for person in summary.people],
        "reports": [{**asdict(entry), "at": f"{entry.at:%Y-%m-%dT%H:%M:%SZ}"} for entry in summary.reports],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _figures(figures: Figures | None) -> dict[str, object]:
    if figures is None:
        return {"levels": None, "coding_days_a_week": None, "weeks": [], "ai_assisted_share_at_least": None}
    share = figures.assisted
    return {
        "levels": _levels(figures.levels),
        "coding_days_a_week": _spread(figures.spread),
        "weeks": [{"start": week.start.isoformat(), "people": week.people} for week in figures.weeks],
        "ai_assisted_share_at_least": None if share is None else round(share, 2),
    }


def _levels(levels: Levels) -> dict[str, int]:
    return {**asdict(levels), "not_visible": levels.not_visible, "others": levels.others}


def _spread(spread: Spread | None) -> dict[str, float | None] | None:
    if spread is None:
        return None
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(spread).items()}


def _group(group: GroupFigures) -> dict[str, object]:
    return {"name": group.name, "levels": _levels(group.levels), "coding_days_a_week": _spread(group.spread)}


def _person(person: Person) -> dict[str, object]:
    shown = asdict(person)
    days = person.coding_days_a_week
    return {**shown, "coding_days_a_week": None if days is None else round(days, 2)}
