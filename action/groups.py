"""Which groups of people numbers may be shown about: pure.

A number about a small group is a number about persons. So is the difference of two numbers: an organisation of 20 and
a team of 17 tell about the other 3. Groups are therefore shown only while every part into which all shown groups
divide the people together is empty or large enough. Whatever is added and subtracted, the result is then about a union
of such parts. Shares are about those only whose work can be seen, and numbers of coding days about those of whom these
are known, so the same has to hold among them.
https://en.wikipedia.org/wiki/K-anonymity
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from action.organisation import Team
from service.evidence import Login


@dataclass(frozen=True, slots=True)
class Group:
    """A group that may be shown."""

    name: str
    logins: frozenset[Login]


@dataclass(frozen=True, slots=True)
class Division:
    """The groups that may be shown, by name, and how many may not."""

    groups: tuple[Group, ...]
    withheld: int


def divide(people: AbstractSet[Login], named: AbstractSet[Login], teams: Iterable[Team], smallest: int) -> Division:
    """Choose among the teams, the largest first, so that most people are in one.

    Args:
        people: everybody whom the numbers of the whole are about.
        named: those of them whose level is told beside; only the others need hiding.
        teams: overlapping as they are.
        smallest: how many people a part needs at least.
    """
    everybody = frozenset(people)
    sized = sorted(((team.logins & everybody, team) for team in teams), key=lambda pair: (-len(pair[0]), pair[1].slug))
    parts = [everybody - named]
    shown: list[Group] = []
    withheld = 0
    for members, team in sized:
        if not members:
            continue
        finer = _split(parts, members)
        if len(members) >= smallest and all(len(piece) >= smallest for piece in finer):
            parts = finer
            shown.append(Group(team.name, members))
        else:
            withheld += 1
    shown.sort(key=lambda group: (group.name.casefold(), group.name))
    rest = everybody.difference(*(group.logins for group in shown))
    if shown and len(rest) >= smallest:
        shown.append(Group("everybody else", rest))
    return Division(tuple(shown), withheld)


def may_tell(about: AbstractSet[Login], told: AbstractSet[Login], smallest: int) -> bool:
    """Whether numbers may be told about these people alone.

    Args:
        about: such as those whose work can be seen, among all who were looked at.
        told: of whom the same is told beside; subtracting them leaves the others.
        smallest: how many these have to be at least.
    """
    others = len(about - told)
    return others == 0 or others >= smallest


def groups_to_tell(
    groups: Iterable[Group], about: AbstractSet[Login], beside: AbstractSet[Login], smallest: int
) -> frozenset[Group]:
    """Those of the shown groups of which numbers may be told about these people alone, the largest first.

    The same is told of everybody, so that nothing may follow from the differences; otherwise as `may_tell`.
    """
    parts = [frozenset(about - beside)] if about - beside else []
    told: set[Group] = set()
    for group in sorted(groups, key=lambda group: (-len(group.logins & about), group.name)):
        members = group.logins & about
        finer = _split(parts, members)
        if all(len(piece) >= smallest for piece in finer):
            parts = finer
            told.add(group)
    return frozenset(told)


def _split(parts: Sequence[frozenset[Login]], members: AbstractSet[Login]) -> list[frozenset[Login]]:
    return [piece for part in parts for piece in (part & members, part - members) if piece]
