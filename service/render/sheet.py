"""The paper a card is drawn on: placed lines and boxes, mirrored for languages that run from right to left."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.render.text import LEFT_TO_RIGHT_MARK, is_right_to_left

WIDTH = 440
MARGIN = 20
ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Text:
    """A placed line of text; whether `x` is its start, middle or end is the template's choice."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A placed rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half way between its left and its right edge."""
        return self.x + self.width / 2


class Sheet:
    """Paper that is used up from top to bottom; `y` is where the free part begins."""

    def __init__(self, *, right_to_left: bool) -> None:
        self._mirrored = right_to_left
        self.y: float = 0

    def text(self, x: float, y: float, text: str) -> Text:
        """A line of text at a place that is counted from the side on which reading starts."""
        if not self._mirrored:
            return Text(x, y, text)
        # A foreign line keeps its own order only between marks: its full stop would go to the wrong end.
        own = text if is_right_to_left(text) else LEFT_TO_RIGHT_MARK + text + LEFT_TO_RIGHT_MARK
        return Text(WIDTH - x, y, own)

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """A rectangle at a place that is counted from the side on which reading starts."""
        return Box(WIDTH - x - width if self._mirrored else x, y, width, height)

    def lines(self, lines: Iterable[str], step: float) -> list[Text]:
        """One line under another, using up paper."""
        placed = []
        for line in lines:
            self.y += step
            placed.append(self.text(MARGIN, self.y - 4, line))
        return placed
