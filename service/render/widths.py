"""How wide text is in the fonts of badges, from a table, because the viewer's browser cannot be asked."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from service.render.data import read_table
from service.render.text import ELLIPSIS, is_picture, is_right_to_left, is_shaped, letters


class Face(StrEnum):
    """A font as the badges of READMEs use it."""

    VERDANA = "verdana"
    VERDANA_BOLD = "verdana-bold"
    HELVETICA_BOLD = "helvetica-bold"


SIZES = {Face.VERDANA: 11, Face.VERDANA_BOLD: 10, Face.HELVETICA_BOLD: 11}
"""Pixels to which the widths of each face refer."""

_PICTURE_EM = 1.25  # Noto Color Emoji 1.245, Apple 1.25, Segoe UI Emoji 1.37
_UNKNOWN_EM = 0.7
_WIDTH_EM = {"W": 1.0, "F": 1.0, "H": 0.5}  # https://www.unicode.org/reports/tr11/
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_SINGLE_LETTERS_BELOW = "\u0300"

# Mean advance of a letter in running text, where what it takes depends on its neighbours; measured in Noto Sans.
_SCRIPTS_EM = (
    (range(0x0700, 0x0750), 0.73),  # Syriac
    (range(0x0750, 0x0780), 0.55),  # Arabic supplement
    (range(0x08A0, 0x0900), 0.55),  # Arabic extended
    (range(0x0900, 0x0980), 0.5),  # Devanagari
    (range(0x0980, 0x0B80), 0.6),  # Bengali, Gurmukhi, Gujarati, Odia
    (range(0x0B80, 0x0C00), 0.91),  # Tamil
    (range(0x0C00, 0x0D80), 0.7),  # Telugu, Kannada, Malayalam
    (range(0x0D80, 0x0E00), 0.82),  # Sinhala
    (range(0x1200, 0x13A0), 0.67),  # Ethiopic
    (range(0x13A0, 0x1400), 0.86),  # Cherokee
    (range(0x1780, 0x1800), 0.55),  # Khmer
)


class _Advances(dict[str, int]):
    """Hundredths of a pixel for one character, its script's mean for those outside the table."""

    def __init__(self, face: Face) -> None:
        tables = read_table("advances.json")
        self._em = SIZES[face] * 100
        super().__init__(
            (chr(int(start, 16) + offset), round(width * self._em / 1000))
            for start, widths in tables["other"].items()
            for offset, width in enumerate(widths)
        )
        self.update(
            (chr(int(start, 16) + offset), width)
            for start, widths in tables[face].items()
            for offset, width in enumerate(widths)
        )

    def __missing__(self, character: str) -> int:
        # Not stored: whoever writes labels could otherwise fill the memory with all of Unicode.
        return round(_em(character) * self._em)

    def of_letter(self, letter: str) -> int:
        """The width of one visible letter, however many code points it has."""
        if is_picture(letter):
            return round(_PICTURE_EM * self._em)
        return sum(map(self.__getitem__, unicodedata.normalize("NFC", letter)))


def _em(character: str) -> float:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0.0
    code = ord(character)
    by_width = _WIDTH_EM.get(unicodedata.east_asian_width(character))
    if by_width is not None:
        return by_width
    return next((em for block, em in _SCRIPTS_EM if code in block), _UNKNOWN_EM)


@lru_cache(maxsize=len(Face))
def _advances(face: Face) -> _Advances:
    return _Advances(face)


@dataclass(frozen=True, slots=True)
class Line:
    """A measured line of text.

    Attributes:
        width: pixels at the face's size.
        letters: visible letters in it.
        right_to_left: its paragraph runs from right to left.
        shaped: its letters join or stack, so that no space may be put between them.
    """

    text: str
    width: float
    letters: int
    right_to_left: bool
    shaped: bool


@lru_cache(maxsize=2048)
def measure(text: str, face: Face) -> Line:
    """Measure cleaned text; at most 2,048 short lines are remembered."""
    advances = _advances(face)
    if text.isascii() or max(text) < _SINGLE_LETTERS_BELOW:
        return Line(text, sum(map(advances.__getitem__, text)) / 100, len(text), right_to_left=False, shaped=False)
    parts = letters(text)
    width = sum(map(advances.of_letter, parts)) / 100
    return Line(text, width, len(parts), is_right_to_left(text), is_shaped(text))


def width_at(text: str, size: float, face: Face = Face.VERDANA) -> float:
    """The width in pixels of cleaned text at a size of its own."""
    return measure(text, face).width * size / SIZES[face]


def fit(text: str, room: float, size: float, face: Face = Face.VERDANA) -> str:
    """The text, or as many of its letters as fit into `room` pixels with an ellipsis after them."""
    if width_at(text, size, face) <= room:
        return text
    parts = letters(text)
    while parts and width_at("".join(parts) + ELLIPSIS, size, face) > room:
        parts.pop()
    return "".join(parts).rstrip() + ELLIPSIS


# Where a line may end: after a space, and after any character of a script that is written without them.
_UNBROKEN = re.compile("[^ \u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+ ?|.", re.DOTALL)


def wrap(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines of `room` pixels; what does not fit is cut off with an ellipsis."""
    lines = [""]
    left = room
    for piece in _UNBROKEN.findall(text):
        width = width_at(piece, size)
        if lines[-1] and width_at(piece.rstrip(), size) > left:
            lines.append("")
            left = room
        lines[-1] += piece
        left -= width
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += lines[most]
    return [fit(line.rstrip(), room, size) for line in kept]
