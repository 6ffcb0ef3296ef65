"""How many members of an organisation are hands-on: counts alone, and none at all for a few people; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from service.errors import Status
from service.score import Level

FEWEST = 5
"""A summary of fewer people would point at them."""


class Group(StrEnum):
    """What members are counted as.

    Nothing tells a low level from none at all: where all members, or all but a few whose levels are known, are
    counted alike, a count is a statement about each of them.
    """

    HANDS_ON = Level.HANDS_ON
    IN_TOUCH = Level.IN_TOUCH
    OTHERS = "others"


_NO_LEVELS: Mapping[Group, int] = MappingProxyType({})
_GROUPS: Mapping[Level | None, Group] = MappingProxyType(
    {Level.HANDS_ON: Group.HANDS_ON, Level.IN_TOUCH: Group.IN_TOUCH}
)


@dataclass(frozen=True, slots=True)
class Summary:
    """One organisation.

    Attributes:
        organisation: as GitHub writes it.
        members: how many can be seen.
        looked_at: how many of them were looked at.
        people: how many are counted; None, like all that follows, if they are fewer than five or there is only
            something to say that is not told of anybody.
        levels: those people by level, as far as it is told.
    """

    organisation: str
    status: Status
    observed_at: datetime
    members: int
    looked_at: int
    people: int | None = None
    levels: Mapping[Group, int] = field(default_factory=lambda: _NO_LEVELS)
    message: str = ""

    @property
    def hands_on(self) -> int | None:
        """How many are hands-on."""
        return None if self.people is None else self.levels[Group.HANDS_ON]


def summarise(organisation: str, members: int, levels: Iterable[Level | None], now: datetime) -> Summary:
    """The summary of an organisation with so many visible members.

    Each member who was looked at has a level, or None if there is none, whatever the reason.
    """
    counted = Counter(_GROUPS.get(level, Group.OTHERS) for level in levels)
    people = counted.total()
    if message := _withheld(counted):
        return Summary(organisation, Status.NOT_VISIBLE, now, members, people, message=message)
    by_group = MappingProxyType({group: counted[group] for group in Group})
    return Summary(organisation, Status.OK, now, members, people, people, by_group)


def _withheld(counted: Counter[Group]) -> str:
    """Why there are no counts; empty if there are."""
    if counted.total() < FEWEST:
        return f"Fewer than {FEWEST} members can be seen; a summary would point at them."
    if counted[Group.OTHERS] == counted.total():
        return "No member can be seen to be hands-on or in touch, and nothing else is told of anybody."
    return ""
