"""Invented people, rosters, inputs and clocks for the tests of the Action's program."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from action.collected import Collected
from action.commands import Console
from action.fields import Audience
from action.inputs import Inputs
from action.members import Roster
from action.organisation import Team
from action.patience import Time
from action.state import Entry
from action.summary import Rules, Summary, summarise
from service.evidence import Login, parse_login
from service.record import Record, record_of_score
from service.score import Level, Score
from service.scoring import score
from tests.fakes import NOW, FakeClock, nobody_visible, somebody

VALUES = {Level.HANDS_ON: 80, Level.IN_TOUCH: 50, Level.DIPPING_IN: 20, Level.QUIET: 5, Level.NOT_VISIBLE: None}
_TEMPLATE = score(somebody("ada"), now=NOW)


def a_score(name: str = "ada", level: Level = Level.HANDS_ON) -> Score:
    """The score of somebody on this level."""
    return replace(_TEMPLATE, login=name, value=VALUES[level], level=level)


def a_record(name: str, level: Level = Level.HANDS_ON) -> Record:
    """The record of somebody on this level."""
    return record_of_score(a_score(name, level))


def nobody_seen(name: str) -> Record:
    """The record of somebody without any visible activity."""
    return record_of_score(score(nobody_visible(name), now=NOW))


def logins(*names: str) -> frozenset[Login]:
    """Names as logins."""
    return frozenset(map(parse_login, names))


def crowd(prefix: str, count: int, level: Level = Level.HANDS_ON) -> dict[Login, Record]:
    """So many people on one level."""
    names = [f"{prefix}-{i:03d}" for i in range(count)]
    return {parse_login(name): a_record(name, level) for name in names}


def a_roster(people: Iterable[str], *teams: Team, **more: object) -> Roster:
    """The members of an organisation."""
    known = tuple(sorted(parse_login(name) for name in people))
    return replace(Roster("harbour-works", "org:harbour-works", known, teams=teams), **more)  # type: ignore[arg-type]


def a_summary(
    records: dict[Login, Record],
    audience: Audience = Audience.AGGREGATE,
    *teams: Team,
    opted_in: frozenset[Login] = frozenset(),
    before: tuple[Entry, ...] = (),
    now: datetime = NOW,
) -> Summary:
    """The summary of these people."""
    rules = Rules(audience, 5, opted_in)
    return summarise(a_roster(records, *teams), Collected(records), rules, before, now=now)


def an_entry(at: datetime = NOW, **more: object) -> Entry:
    """The numbers of one report."""
    return replace(Entry(at, 20, 8, 5, 3, 2.5, "1", left_out=0, visible=20), **more)  # type: ignore[arg-type]


def the_inputs(**given: str) -> Inputs:
    """The inputs of a workflow; words are joined by `_` here."""
    named = {f"INPUT_{name.upper()}": value for name, value in given.items()}
    return Inputs.from_env({"GITHUB_REPOSITORY": "octo/hello", "INPUT_ORG": "harbour-works", **named})


def clocks(clock: FakeClock) -> Time:
    """Clocks that move on when somebody sleeps, and only then."""

    def sleep(seconds: float) -> None:
        clock.advance(seconds=seconds)

    return Time(clock, lambda: clock().timestamp(), sleep)


@dataclass
class Log:
    """What a console wrote, line by line."""

    lines: list[str] = field(default_factory=list)

    def console(self, *, commands: bool = True) -> Console:
        """A console that writes here."""
        return Console(self.lines.append, commands=commands)

    def of(self, kind: str) -> list[str]:
        """The annotations of this kind."""
        return [line for line in self.lines if line.startswith(f"::{kind} ")]
