"""Who is named in a report: pure. Nobody, unless the audience says so; never in the order of a number."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from action.fields import Audience
from service.evidence import Login, Show
from service.record import Record
from service.score import Level


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a report names, in the order of the alphabet.

    Attributes:
        reason: why nobody is named although somebody could be; empty otherwise.
        unanswered: GitHub could not be asked who wants to be.
    """

    named: tuple[Login, ...] = ()
    reason: str = ""
    unanswered: bool = False


_UNANSWERED = Naming(
    reason="Nobody is named this time, because GitHub could not be asked who wants to be.", unanswered=True
)


def choose_named(
    records: Mapping[Login, Record], audience: Audience, opted_in: AbstractSet[Login] | None, smallest: int
) -> Naming:
    """The people whom this audience may read about; whoever pauses or opted out has no score and is not among them.

    `opted_in` is None if GitHub could not be asked.
    """
    scored = {login: record for login, record in records.items() if record.score}
    if audience is Audience.NAMED:
        return Naming(tuple(sorted(scored)))
    if audience is Audience.OPT_IN:
        if opted_in is None:
            return _UNANSWERED
        named = sorted(login for login in scored if login in opted_in)
        return _while_others_stay_unnamed(named, len(scored), smallest, all_is_fine=True)
    if audience is Audience.CELEBRATE:
        named = sorted(login for login, record in scored.items() if _is_hands_on(record))
        return _while_others_stay_unnamed(named, len(scored), smallest, all_is_fine=False)
    return Naming()


def may_show(record: Record, audience: Audience) -> Show:
    """How much about a named person: what they allow, and of those who are celebrated the level alone."""
    return Show.LEVEL if audience is Audience.CELEBRATE else record.show


def told_in_full(records: Mapping[Login, Record], naming: Naming, audience: Audience) -> frozenset[Login]:
    """The named people of whom everything is told, so that no number about them needs hiding."""
    return frozenset(login for login in naming.named if may_show(records[login], audience) is Show.FULL)


def _is_hands_on(record: Record) -> bool:
    return record.score is not None and record.score.level is Level.HANDS_ON


def _while_others_stay_unnamed(named: list[Login], people: int, smallest: int, *, all_is_fine: bool) -> Naming:
    others = people - len(named)
    if not named or others >= smallest or (all_is_fine and others == 0):
        return Naming(tuple(named))
    return Naming(reason=f"Nobody is named this time, because fewer than {smallest} others would stay unnamed.")
