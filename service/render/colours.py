"""Colours: what people may write for them, and which ink is readable on them."""

import re
from functools import lru_cache
from typing import NewType

from service.errors import InvalidParameter
from service.render.choices import shown
from service.render.data import read_table

Colour = NewType("Colour", str)
"""An opaque colour as `#rrggbb`, in lower case."""

BLACK = Colour("#000000")
WHITE = Colour("#ffffff")

READABLE = 4.5
"""Contrast that small text needs: https://www.w3.org/TR/WCAG22/#contrast-minimum"""

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)
_SHORT = 3


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    tables: dict[str, dict[str, str]] = read_table("colours.json")
    # README readers expect `green` to be the green of the badges they know, not that of CSS.
    return tables["css"] | tables["readme"]


def parse_colour(text: str) -> Colour:
    """Read 3 or 6 hexadecimal digits (with or without `#`), a badge colour such as `brightgreen`, or a CSS name.

    Four and eight digits are refused: on a half transparent colour nobody can promise readable text.

    Raises:
        InvalidParameter: it is none of these.
    """
    word = text.strip().lower()
    if match := _HEX.fullmatch(word):
        digits = match[1]
        return Colour("#" + ("".join(2 * digit for digit in digits) if len(digits) == _SHORT else digits))
    if word in _names():
        return Colour(_names()[word])
    raise InvalidParameter(
        f"{shown(text)} is not a colour; write 3 or 6 hexadecimal digits such as 1a7f37, a badge colour such as "
        "brightgreen, or a CSS colour name such as teal. Transparency is not accepted."
    )


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own figures


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 for black to 1 for white: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = bytes.fromhex(colour[1:])
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(background: Colour) -> Colour:
    """White if that is readable on this background, else black, which then is."""
    return WHITE if contrast(WHITE, background) >= READABLE else BLACK
