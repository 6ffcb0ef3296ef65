"""Which groups of people numbers may be shown about: pure.

A number about a small group is a number about persons. So is the difference of two numbers: an organisation of 20 and
a team of 17 tell about the other 3. Groups are therefore shown only while every part into which all shown groups
divide the people together is empty or large enough. Whatever is added and subtracted, the result is then about a union
of such parts.
https://en.wikipedia.org/wiki/K-anonymity
"""

from collections.abc import Iterable
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
    sized = sorted(((team.logins & people, team) for team in teams), key=lambda pair: (-len(pair[0]), pair[1].slug))
    parts = [frozenset(people - named)]
    shown: list[Group] = []
    withheld = 0
    for members, team in sized:
        if not members:
            continue
        finer = [piece for part in parts for piece in (part & members, part - members) if piece]
        if len(members) >= smallest and all(len(piece) >= smallest for piece in finer):
            parts = finer
            shown.append(Group(team.name, members))
        else:
            withheld += 1
    shown.sort(key=lambda group: (group.name.casefold(), group.name))
    rest = frozenset(people).difference(*(group.logins for group in shown))
    if shown and len(rest) >= smallest:
        shown.append(Group("everybody else", rest))
    return Division(tuple(shown), withheld)
