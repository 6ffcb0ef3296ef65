"""Text from elsewhere as Markdown that shows it and does nothing else: no markup, no HTML, no mention, no reference."""

import html
import re
import unicodedata
from collections.abc import Sequence

_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOTHING = "&#8203;"
_SPARKS = "▁▂▃▄▅▆▇█"


def plain(text: str, longest: int = 100) -> str:
    """One line of visible characters: no controls, no invisible ones, nothing that turns the direction of text."""
    flat = re.sub(r"\s+", " ", text)
    shown = "".join(letter for letter in flat if unicodedata.category(letter) not in _NOT_SHOWN).strip()
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def inline(text: str) -> str:
    """Text for the middle of a line or a table's cell.

    Punctuation becomes character references, which CommonMark never reads as markup
    (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references). GitHub looks for mentions and
    references after that, in what is shown, so a character without width follows each `@` and `#`.
    """
    return "".join(letter if letter.isalnum() or letter == " " else _reference(letter) for letter in plain(text))


def link(text: str, address: str) -> str:
    """A link; the address is one that this program made."""
    return f"[{inline(text)}]({html.escape(address, quote=True).replace('(', '%28').replace(')', '%29')})"


def sparkline(values: Sequence[float], most: float | None = None) -> str:
    """One block for each value, oldest first; the full height is `most`, or the largest value."""
    top = max(values, default=0.0) if most is None else most
    if top <= 0:
        return _SPARKS[0] * len(values)
    return "".join(_SPARKS[min(len(_SPARKS) - 1, int(value / top * len(_SPARKS)))] for value in values)


def _reference(letter: str) -> str:
    return f"&#{ord(letter)};" + (_NOTHING if letter in "@#" else "")
