"""SVG becomes PNG: a rasteriser if there is one, and what was rasterised before."""

import asyncio
import importlib
import re
from collections.abc import Callable
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
        self._drawing: set[asyncio.Task[bytes]] = set()

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

    async def drawn(self, key: str, svg: Callable[[], str], *, right_to_left: bool = False) -> bytes:
        """The PNG of a drawing, kept under its key; waits for its turn.

        Whoever stops waiting leaves the queue, but what has begun is finished: a thread cannot be stopped, and the
        next one must not begin beside it.
        """
        if known := self.get(key):
            return known
        await self.turn.acquire()
        task = asyncio.create_task(self._drawn(key, svg, right_to_left=right_to_left))
        self._drawing.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    async def _drawn(self, key: str, svg: Callable[[], str], *, right_to_left: bool) -> bytes:
        try:
            # Others may have waited for the same one.
            if known := self.get(key):
                return known
            body = await asyncio.to_thread(self.draw, svg(), right_to_left=right_to_left)
        finally:
            self.turn.release()
        if len(body) <= self.maxsize:
            self[key] = body
        return body

    def _finished(self, task: asyncio.Task[bytes]) -> None:
        self._drawing.discard(task)
        # Nobody may be waiting when it fails; that is no error.
        _ = task.cancelled() or task.exception()

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
