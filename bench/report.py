"""One line for each figure: what was measured, its floor in the same run, and what is wanted."""

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value.

    Attributes:
        floor: what the same takes with nothing of ours in the way.
        limit: what it may be at most.
        of_floor: the limit is for value divided by floor.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    limit: float | None = None
    of_floor: bool = False
    note: str = ""

    @property
    def judged(self) -> float:
        """What the limit is compared with."""
        return self.value / self.floor if self.of_floor and self.floor else self.value

    @property
    def holds(self) -> bool:
        """Whether it is within its limit; without one it is."""
        return self.limit is None or self.judged <= self.limit


def line(figure: Figure) -> str:
    """A row of the table."""
    floor = "" if figure.floor is None else f"floor {figure.floor:.4g}"
    ratio = f"{figure.value / figure.floor:.2f} x" if figure.floor else ""
    most = "" if figure.limit is None else f"{figure.limit:g} {'x' if figure.of_floor else figure.unit}".rstrip()
    wanted = f"{'ok' if figure.holds else 'MISSED'} (<= {most})" if most else ""
    cells = f"{figure.name:46} {figure.value:9.4g} {figure.unit:12} {floor:14} {ratio:8} {wanted:22} {figure.note}"
    return cells.rstrip()


def show(figure: Figure) -> Figure:
    """Print a figure."""
    print(line(figure), flush=True)
    return figure


def machine() -> str:
    """What else this machine is doing, which every figure suffers from."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} cores, load average {one:.1f} (1 min) {five:.1f} (5 min)"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float]) -> str:
    """The rounds behind a median."""
    return f"median of {len(values)}, {min(values):.3g} to {max(values):.3g}" if values else "no rounds"


def paired(values: Sequence[float], floors: Sequence[float]) -> float:
    """The median of each round's value by its floor, so that noise that both suffer cancels."""
    return statistics.median(value / floor for value, floor in zip(values, floors, strict=True))
