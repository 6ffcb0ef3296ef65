"""How many people the numbers are about, of how many, and why not of all: pure."""

from collections import Counter
from dataclasses import dataclass, replace

from action.collected import Collected, Missing
from action.members import Roster
from service.errors import Status


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everybody who belongs, sorted by what is known of them.

    Attributes:
        people: who belongs, machines left out.
        looked_at: those of them about whom there is an answer.
        not_visible: None if it would tell about too few people.
        opted_out, paused: None if only their sum, and that of those who are not visible, may be told.
        nothing_to_tell: the sum of these three, if it is told in their place.
        unknown: names that GitHub has no person for.
        ended: why the run stopped asking; empty if it did not.
    """

    people: int
    looked_at: int
    not_visible: int | None = 0
    opted_out: int | None = 0
    paused: int | None = 0
    nothing_to_tell: int | None = None
    unknown: int = 0
    machines: int = 0
    not_asked: int = 0
    incomplete: int = 0
    concealed: bool = False
    notes: tuple[str, ...] = ()
    ended: str = ""

    @property
    def partial(self) -> bool:
        """Whether somebody is missing who should not be."""
        return bool(self.not_asked or self.incomplete)

    @property
    def left_out(self) -> int:
        """How many asked for it or paused, or the sum that is told in place of these."""
        return self.nothing_to_tell or (self.opted_out or 0) + (self.paused or 0)

    @property
    def short(self) -> str:
        """As `118 of 120`."""
        return f"{self.looked_at} of {self.people}"


def coverage_of(roster: Roster, collected: Collected) -> Coverage:
    """Sort everybody who belongs."""
    statuses = Counter(record.status for record in collected.records.values())
    missing = Counter(collected.missing.values())
    machines = statuses[Status.BOT]
    opted_out = len(roster.opted_out) + statuses[Status.OPTED_OUT]
    return Coverage(
        people=len(roster.people) + len(roster.opted_out) - machines,
        looked_at=statuses[Status.OK] + statuses[Status.NOT_VISIBLE],
        not_visible=statuses[Status.NOT_VISIBLE],
        opted_out=opted_out,
        paused=statuses[Status.PAUSED],
        unknown=statuses[Status.NOT_FOUND] + statuses[Status.ORGANISATION],
        machines=roster.machines + machines,
        not_asked=missing[Missing.NOT_ASKED],
        incomplete=missing[Missing.INCOMPLETE] + missing[Missing.UNANSWERED],
        concealed=roster.concealed,
        notes=roster.notes,
        ended=collected.ended,
    )


def discreet(coverage: Coverage, smallest: int, *, names: bool, numbers: bool, visible: bool) -> Coverage:
    """The same without telling who paused, opted out or cannot be seen where few people could be meant.

    Args:
        coverage: with every number.
        smallest: how many people a number about persons needs at least.
        names: some people are named, so that the others are known by leaving these out.
        numbers: there are numbers, which count those of whom nothing can be seen among the people looked at.
        visible: numbers may be told about those alone who can be seen; these are known by leaving out the others.
    """
    not_visible = coverage.not_visible or 0
    together = not_visible + coverage.left_out
    few = coverage.people < smallest or (names and together < smallest)
    if not together or not few:
        return coverage if visible else replace(coverage, not_visible=None)
    looked_at = coverage.looked_at if numbers else coverage.looked_at - not_visible
    return replace(
        coverage, looked_at=looked_at, not_visible=None, opted_out=None, paused=None, nothing_to_tell=together
    )


def sentences(coverage: Coverage) -> list[str]:
    """The same for people, most important first; every number that is not zero is said."""
    told = [f"Looked at {coverage.looked_at:,} of {coverage.people:,} people."]
    if coverage.not_asked:
        told.append(f"{_people(coverage.not_asked)} could not be asked about this time. {coverage.ended}".strip())
    if coverage.incomplete:
        told.append(_incomplete(coverage))
    told += coverage.notes
    if coverage.nothing_to_tell:
        told.append(
            f"Of {_people(coverage.nothing_to_tell)} nothing is told: they asked for that, paused, "
            "or nothing can be seen from here."
        )
    if coverage.not_visible:
        told.append(f"Of {_people(coverage.not_visible)} no activity can be seen from here; that is no zero.")
    if coverage.opted_out:
        told.append(f"{_people(coverage.opted_out)} asked not to be looked at.")
    if coverage.paused:
        told.append(f"{_people(coverage.paused)} asked for a pause.")
    if coverage.unknown:
        told.append(f"{_names(coverage.unknown)} no person at GitHub.")
    if coverage.machines:
        told.append(f"{coverage.machines:,} machine account{'s' if coverage.machines > 1 else ''} left out.")
    return told


def _incomplete(coverage: Coverage) -> str:
    """Answers may be missing because the run stopped, which is not GitHub's doing."""
    whose = "the" if coverage.ended else "GitHub's"
    why = "" if coverage.not_asked else coverage.ended
    people = _people(coverage.incomplete)
    return f"Of {people} {whose} answers were not complete, so there is no number for them. {why}".strip()


def _people(count: int) -> str:
    return f"{count:,} people" if count != 1 else "1 person"


def _names(count: int) -> str:
    return f"{count:,} names belong to" if count != 1 else "1 name belongs to"
