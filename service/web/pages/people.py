"""Whose login stands where a page needs one to show: the demo's people in the demo, GitHub's own mascot elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.evidence import Login

if TYPE_CHECKING:
    from service.demo import Persona

_MASCOT = Login("octocat")


def personas_of(*, demo: bool) -> "Sequence[Persona]":
    """The people of the demo; nobody elsewhere."""
    if not demo:
        return ()
    # Only the demo needs a GraphQL parser, which takes a quarter of a second to import.
    from service.demo import PERSONAS  # noqa: PLC0415 - as said

    return PERSONAS


def example_of(*, demo: bool) -> Login:
    """A login that is there to be asked about."""
    return Login(personas_of(demo=True)[0].login) if demo else _MASCOT
