"""SVG becomes PNG: a rasteriser if there is one, and what was rasterised before."""

import asyncio
import importlib
import re
from functools import cached_property
from types import ModuleType

from cachetools import LRUCache

ZOOM = 2
"""Twice the size of the SVG, for screens that have two pixels where others have one."""

_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15">{}</text></svg>'
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)")
# Right-to-left isolate and its end: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
_ISOLATED = "\u2067{}\u2069"
_START, _END = 'text-anchor="start"', 'text-anchor="end"'


class Rasters(LRUCache[str, bytes]):
    """PNGs of one process by their validator; the least recently sent go first.

    Args:
        module: https://resvg-py.readthedocs.io, which need not be installed.

    Attributes:
        turn: one is drawn at a time, which leaves a core to everything else.
    """

    def __init__(self, max_bytes: int, *, module: str = "resvg_py") -> None:
        super().__init__(max_bytes, getsizeof=len)
        self.turn = asyncio.Semaphore(1)
        self._module = module

    @cached_property
    def is_available(self) -> bool:
        """Whether a rasteriser is installed and finds a font on this machine."""
        if self._rasteriser is None:
            return False
        letter, blank = (self._rasteriser.svg_to_bytes(svg_string=_PROBE.format(text)) for text in ("W", ""))
        return bool(letter != blank)

    @cached_property
    def _rasteriser(self) -> ModuleType | None:
        try:
            return importlib.import_module(self._module)
        except ImportError:
            return None

    def draw(self, svg: str, *, right_to_left: bool = False) -> bytes:
        """The PNG of one of our own drawings, in light colours. Blocks for some ten milliseconds.

        Where lines start at their right end, the rasteriser has to be told so line by line.

        Raises:
            RuntimeError: there is no rasteriser.
        """
        if self._rasteriser is None:
            raise RuntimeError("the extra png is not installed")
        return bytes(self._rasteriser.svg_to_bytes(svg_string=turned(svg) if right_to_left else svg, zoom=ZOOM))


def turned(svg: str) -> str:
    """The drawing with the start of each line at its right end, and each line told that it runs from there."""
    return _TEXT.sub(_turned, svg)


def _turned(line: re.Match[str]) -> str:
    attributes, text = line[1], _ISOLATED.format(line[2])
    if _END in attributes:
        attributes = attributes.replace(_END, _START)
    elif "text-anchor" not in attributes:
        attributes = f"{_END} {attributes}"
    return f"<text {attributes}>{text}"
