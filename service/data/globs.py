"""Sets of file names with wildcards, matched without backtracking."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Globs:
    """Names with at most one `*`, or with one at each end; a match takes time linear in the name.

    Attributes:
        exact: whole names.
        beginnings: from `readme*`.
        endings: from `*.lock`.
        within: from `*.generated.*`.
        split: beginning and ending, from `mock_*.go`.
        heads: the beginnings of `split`.
    """

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    within: tuple[str, ...]
    split: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]

    @classmethod
    def of(cls, globs: Iterable[str]) -> "Globs":
        """Sort patterns by where their wildcards are.

        Raises:
            ValueError: a pattern has wildcards elsewhere.
        """
        exact, beginnings, endings, within, split = [], [], [], [], []
        for glob in globs:
            match glob.split("*"):
                case [name]:
                    exact.append(name)
                case [head, ""]:
                    beginnings.append(head)
                case ["", tail]:
                    endings.append(tail)
                case [head, tail]:
                    split.append((head, tail))
                case ["", part, ""]:
                    within.append(part)
                case _:
                    raise ValueError(f"{glob} has wildcards that are not matched here")
        return cls(
            exact=frozenset(exact),
            beginnings=tuple(beginnings),
            endings=tuple(endings),
            within=tuple(within),
            split=tuple(split),
            heads=tuple(head for head, _ in split),
        )

    def match(self, name: str) -> bool:
        """Whether one of the patterns covers the whole name."""
        if name in self.exact or name.startswith(self.beginnings) or name.endswith(self.endings):
            return True
        if any(map(name.__contains__, self.within)):
            return True
        # Asking for all the heads at once spares most names the loop.
        return name.startswith(self.heads) and any(
            name.startswith(head) and name.endswith(tail) for head, tail in self.split
        )
