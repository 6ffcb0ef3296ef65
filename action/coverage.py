"""How many people the numbers are about, of how many, and why not of all: pure."""

from collections import Counter
from dataclasses import dataclass

from action.collected import Collected, Missing
from action.members import Roster
from service.errors import Status


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everybody who belongs, sorted by what is known of them.

    Attributes:
        people: who belongs, machines left out.
        looked_at: those of them about whom there is an answer.
        unknown: names that GitHub has no person for.
    """

    people: int
    looked_at: int
    not_visible: int = 0
    opted_out: int = 0
    paused: int = 0
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


def sentences(coverage: Coverage) -> list[str]:
    """The same for people, most important first; every number that is not zero is said."""
    told = [f"Looked at {coverage.looked_at:,} of {coverage.people:,} people."]
    if coverage.not_asked:
        told.append(f"{_people(coverage.not_asked)} could not be asked about this time. {coverage.ended}".strip())
    if coverage.incomplete:
        told.append(
            f"Of {_people(coverage.incomplete)} GitHub's answers were not complete, so there is no number for them."
        )
    told += coverage.notes
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


def _people(count: int) -> str:
    return f"{count:,} people" if count != 1 else "1 person"


def _names(count: int) -> str:
    return f"{count:,} names belong to" if count != 1 else "1 name belongs to"
