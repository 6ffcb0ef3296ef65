"""The summary as a value: everything that is said, decided before a word is written. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from action.audience import Naming, choose_named, may_show, told_in_full
from action.collected import Collected
from action.coverage import Coverage, coverage_of, discreet
from action.fields import Audience
from action.figures import (
    Levels,
    Spread,
    WeekFigure,
    assisted_share,
    coding_days_a_week,
    is_seen,
    levels_of,
    spread_of,
    weeks_of,
)
from action.groups import Group, divide, may_tell_days, with_days
from action.members import Roster
from action.state import Entry, with_entry
from service.evidence import Login, Show
from service.model import MODEL
from service.record import Record
from service.score import Level, Score


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A team, or everybody who is in none that is shown.

    Attributes:
        spread: None if nobody's work can be seen, or if it would tell about too few.
    """

    name: str
    levels: Levels
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Person:
    """A named person, with as much as they and the audience allow; None is not shown."""

    login: str
    level: Level
    score: int | None = None
    coding_days_a_week: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers about everybody.

    Attributes:
        spread: None if nobody's work can be seen, or if it would tell about too few.
        weeks: oldest first; empty in the same cases.
        assisted: share of coding days with a named AI assistant, at least; None in the same cases and if unknown.
    """

    levels: Levels
    spread: Spread | None
    weeks: tuple[WeekFigure, ...]
    assisted: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """One report.

    Attributes:
        figures: None while the group is too small for numbers.
        before: the last report, if this one may be compared with it.
        reports: all reports that are remembered and this one, oldest first.
        withheld: how many teams are not shown.
    """

    name: str
    key: str
    observed_at: datetime
    audience: Audience
    smallest: int
    figures: Figures | None
    before: Entry | None
    reports: tuple[Entry, ...]
    groups: tuple[GroupFigures, ...]
    withheld: int
    people: tuple[Person, ...]
    naming: Naming
    coverage: Coverage
    model_version: str = MODEL.version

    @property
    def partial(self) -> bool:
        """Whether somebody is missing, or a name."""
        return self.coverage.partial or self.naming.unanswered

    @property
    def day(self) -> date:
        """The day of the report (UTC)."""
        return self.observed_at.date()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the workflow decided about showing people.

    Attributes:
        opted_in: those who said in their own file that they may be named; None if GitHub could not be asked.
    """

    audience: Audience = Audience.AGGREGATE
    smallest: int = 5
    opted_in: frozenset[Login] | None = frozenset()


def summarise(roster: Roster, collected: Collected, rules: Rules, before: Sequence[Entry], *, now: datetime) -> Summary:
    """Decide everything that a report says."""
    scores = collected.scores
    naming = choose_named(collected.records, rules.audience, rules.opted_in, rules.smallest)
    seen = frozenset(login for login, score in scores.items() if is_seen(score))
    in_full = told_in_full(collected.records, naming, rules.audience)
    shown = rules.audience is Audience.NAMED or len(scores) >= rules.smallest
    days = may_tell_days(seen, in_full, rules.smallest)
    figures = _figures(list(scores.values()), days=days) if shown and scores else None
    coverage = discreet(
        coverage_of(roster, collected), rules.smallest, names=bool(naming.named), numbers=figures is not None
    )
    reports = with_entry(before, _entry(figures, coverage, now), rules.smallest) if figures else tuple(before)
    division = divide(scores.keys(), set(naming.named), roster.teams if shown else (), rules.smallest)
    telling_days = with_days(division.groups, seen, in_full, rules.smallest)
    return Summary(
        name=roster.name,
        key=roster.key,
        observed_at=now,
        audience=rules.audience,
        smallest=rules.smallest,
        figures=figures,
        before=_comparable(reports) if figures else None,
        reports=reports,
        groups=tuple(_group(group, scores, days=group in telling_days) for group in division.groups),
        withheld=division.withheld,
        people=tuple(_person(collected.records[login], rules.audience) for login in naming.named),
        naming=naming,
        coverage=coverage,
    )


def _figures(scores: Sequence[Score], *, days: bool) -> Figures:
    if not days:
        return Figures(levels_of(scores), None, (), None)
    return Figures(levels_of(scores), spread_of(scores), weeks_of(scores), assisted_share(scores))


def _group(group: Group, scores: Mapping[Login, Score], *, days: bool) -> GroupFigures:
    members = [scores[login] for login in group.logins]
    return GroupFigures(group.name, levels_of(members), spread_of(members) if days else None)


def _person(record: Record, audience: Audience) -> Person:
    score, show = record.score, may_show(record, audience)
    if score is None or show is Show.LEVEL or score.value is None:
        return Person(record.login, score.level if score else Level.NOT_VISIBLE)
    if show is Show.SCORE:
        return Person(record.login, score.level, score.value)
    return Person(record.login, score.level, score.value, coding_days_a_week(score))


def _entry(figures: Figures, coverage: Coverage, now: datetime) -> Entry:
    levels = figures.levels
    return Entry(
        at=now.replace(microsecond=0),
        people=levels.people,
        hands_on=levels.hands_on,
        in_touch=levels.in_touch,
        dipping_in=levels.dipping_in,
        median=figures.spread.median if figures.spread else None,
        model_version=MODEL.version,
        partial=coverage.partial,
        left_out=coverage.left_out,
    )


def _comparable(reports: Sequence[Entry]) -> Entry | None:
    """The last whole report by the same model, if this one is whole too."""
    if not reports or reports[-1].partial:
        return None
    *earlier, latest = reports
    fitting = [
        entry
        for entry in earlier
        if entry.at < latest.at and not entry.partial and entry.model_version == latest.model_version
    ]
    return fitting[-1] if fitting else None


def records_of(collected: Collected, people: Sequence[Person]) -> Mapping[Login, Record]:
    """The records of the named people."""
    wanted = {person.login.lower() for person in people}
    return {login: record for login, record in collected.records.items() if login in wanted}
