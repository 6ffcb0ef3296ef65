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
    is_visible,
    levels_of,
    spread_of,
    weeks_of,
)
from action.groups import Group, divide, groups_to_tell, may_tell
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
        spread: None if nobody's coding days are known, or if it would tell about too few.
    """

    name: str
    levels: Levels
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Person:
    """A named person, with as much as they and the audience allow; None is not shown, or not known."""

    login: str
    level: Level
    score: int | None = None
    coding_days_a_week: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers about everybody.

    Attributes:
        spread: None if nobody's coding days are known, or if it would tell about too few.
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
    def trend(self) -> tuple[Entry, ...]:
        """The reports that have a share, oldest first; none if this one has none."""
        shown = self.figures is not None and self.figures.levels.visible
        return tuple(entry for entry in self.reports if entry.share is not None) if shown else ()

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


@dataclass(frozen=True, slots=True)
class _Part:
    """Those of all people looked at whom certain numbers are about, and those of whom the same is told beside."""

    about: frozenset[Login]
    beside: frozenset[Login]

    def may_be_told(self, smallest: int) -> bool:
        return may_tell(self.about, self.beside, smallest)

    def groups(self, groups: Sequence[Group], smallest: int) -> frozenset[Group]:
        return groups_to_tell(groups, self.about, self.beside, smallest)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What may be told of a group: how many of them can be seen, and numbers of coding days."""

    visible: bool
    days: bool


def summarise(roster: Roster, collected: Collected, rules: Rules, before: Sequence[Entry], *, now: datetime) -> Summary:
    """Decide everything that a report says."""
    scores = collected.scores
    naming = choose_named(collected.records, rules.audience, rules.opted_in, rules.smallest)
    shown = rules.audience is Audience.NAMED or len(scores) >= rules.smallest
    visible = _Part(frozenset(login for login, score in scores.items() if is_visible(score)), frozenset(naming.named))
    known = frozenset(login for login, score in scores.items() if is_seen(score))
    days = _Part(known, told_in_full(collected.records, naming, rules.audience))
    coverage = discreet(
        coverage_of(roster, collected),
        rules.smallest,
        names=bool(naming.named),
        numbers=shown and bool(scores),
        visible=visible.may_be_told(rules.smallest),
    )
    telling = _telling(visible, days, coverage, rules)
    figures = _figures(list(scores.values()), telling) if shown and scores else None
    reports = with_entry(before, _entry(figures, coverage, now), rules.smallest) if figures else tuple(before)
    division = divide(scores.keys(), visible.beside, roster.teams if shown else (), rules.smallest)
    counted = visible.groups(division.groups, rules.smallest) if telling.visible else frozenset()
    timed = days.groups(division.groups, rules.smallest)
    return Summary(
        name=roster.name,
        key=roster.key,
        observed_at=now,
        audience=rules.audience,
        smallest=rules.smallest,
        figures=figures,
        before=_comparable(reports) if figures else None,
        reports=reports,
        groups=tuple(
            _group(group, scores, _Telling(visible=group in counted, days=group in timed)) for group in division.groups
        ),
        withheld=division.withheld,
        people=tuple(_person(collected.records[login], rules.audience) for login in naming.named),
        naming=naming,
        coverage=coverage,
    )


def _telling(visible: _Part, days: _Part, coverage: Coverage, rules: Rules) -> _Telling:
    # Where everybody is named, everybody's level is told beside, "not visible" among them.
    counted = coverage.not_visible is not None or rules.audience is Audience.NAMED
    return _Telling(
        visible=counted and visible.may_be_told(rules.smallest),
        days=bool(days.about) and days.may_be_told(rules.smallest),
    )


def _figures(scores: Sequence[Score], telling: _Telling) -> Figures:
    levels = levels_of(scores, visible=telling.visible)
    if not telling.days:
        return Figures(levels, None, (), None)
    return Figures(levels, spread_of(scores, visible=telling.visible), weeks_of(scores), assisted_share(scores))


def _group(group: Group, scores: Mapping[Login, Score], telling: _Telling) -> GroupFigures:
    members = [scores[login] for login in group.logins]
    spread = spread_of(members, visible=telling.visible) if telling.days else None
    return GroupFigures(group.name, levels_of(members, visible=telling.visible), spread)


def _person(record: Record, audience: Audience) -> Person:
    score, show = record.score, may_show(record, audience)
    if score is None or show is Show.LEVEL or score.value is None:
        return Person(record.login, score.level if score else Level.NOT_VISIBLE)
    if show is Show.SCORE:
        return Person(record.login, score.level, score.value)
    days = coding_days_a_week(score) if is_seen(score) else None
    return Person(record.login, score.level, score.value, days)


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
        visible=levels.visible,
    )


def _comparable(reports: Sequence[Entry]) -> Entry | None:
    """The last whole report by the same model that has a share, if this one is whole and has one too."""
    if not reports or reports[-1].partial or reports[-1].share is None:
        return None
    *earlier, latest = reports
    whole = [entry for entry in earlier if entry.at < latest.at and not entry.partial and entry.share is not None]
    fitting = [entry for entry in whole if entry.model_version == latest.model_version]
    return fitting[-1] if fitting else None


def records_of(collected: Collected, people: Sequence[Person]) -> Mapping[Login, Record]:
    """The records of the named people."""
    wanted = {person.login.lower() for person in people}
    return {login: record for login, record in collected.records.items() if login in wanted}
