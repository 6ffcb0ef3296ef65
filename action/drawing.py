"""The pictures of a report: the badge of the whole, the trend of twelve weeks, and badges and cards of people. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from action.figures import Levels
from action.summary import Figures, Person, Summary
from action.templates import template
from service.drawing import badge_of, card_of
from service.evidence import Login, Show
from service.record import Record
from service.render.badge import Badge, Tone, draw
from service.render.card import draw_card
from service.render.words import DEFAULT_LOCALE, words

_BAR, _GAP, _HEIGHT, _TOP, _BOTTOM = 26, 6, 96, 16, 20
_SMALLEST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the trend, in pixels."""

    x: int
    y: float
    width: int
    height: float
    people: int


def pictures(summary: Summary, records: Mapping[Login, Record]) -> dict[str, str]:
    """Every SVG by its path below the folder, which is the path that the service answers under.

    Args:
        summary: decides which people are drawn: those whom it names.
        records: of these people.
    """
    drawn: dict[str, str] = {}
    for person in summary.people:
        login = person.login.lower()
        if login in records:
            drawn |= _of_person(login, records[Login(login)], person)
    if summary.figures and summary.figures.weeks:
        drawn["trend.svg"] = trend(summary.name, summary.figures)
    if summary.figures:
        drawn["summary.svg"] = draw(badge_of_everybody(summary.name, summary.figures, summary))
    return drawn


def badge_of_everybody(name: str, figures: Figures, summary: Summary) -> Badge:
    """How many are hands-on, as a badge."""
    said, levels = words(DEFAULT_LOCALE), figures.levels
    message = _message(levels)
    tone = Tone.HANDS_ON if levels.hands_on * 2 >= (levels.visible or levels.people) else Tone.IN_TOUCH
    title = f"{name}: {message}, as of {summary.day}"
    return Badge(
        said.label, message, tone if levels.hands_on else Tone.NEUTRAL, title, f"Looked at {summary.coverage.short}."
    )


def _message(levels: Levels) -> str:
    """Of whom is said only if it may be told how many can be seen: the others are not "not hands-on"."""
    if levels.visible is None:
        return f"{levels.hands_on} hands-on"
    return f"{levels.hands_on} of {levels.visible} hands-on" if levels.visible else "nothing to see from here"


def trend(name: str, figures: Figures) -> str:
    """Bars of the people who wrote code, one a week; the last week is lighter, because it is not over."""
    weeks = figures.weeks
    most = max(1, *(week.people for week in weeks))
    room = _HEIGHT - _TOP - _BOTTOM
    heights = [max(_SMALLEST, round(room * week.people / most, 1)) for week in weeks]
    bars = [
        Bar(i * (_BAR + _GAP), _TOP + room - height, _BAR, height, week.people)
        for i, (height, week) in enumerate(zip(heights, weeks, strict=True))
    ]
    told = ", ".join(str(week.people) for week in weeks)
    return template("trend.svg.jinja").render(
        width=len(weeks) * (_BAR + _GAP) - _GAP,
        height=_HEIGHT,
        title=f"{name}: people who wrote code, week by week",
        description=f"{len(weeks)} weeks from {weeks[0].start}, the last one is not over: {told}.",
        first=weeks[0].start,
        bars=bars,
    )


def _of_person(login: str, record: Record, person: Person) -> dict[str, str]:
    said = words(DEFAULT_LOCALE)
    # As much as the report says about them: of those who are celebrated, the level alone.
    allowed = record if person.score is not None else replace(record, show=Show.LEVEL)
    return {
        f"badge/{login}.svg": draw(badge_of(allowed, said, metric=None, label=None, stale=False)),
        f"card/{login}.svg": draw_card(card_of(allowed, said, stale=False)),
    }
