"""Text as people see it: characters that XML allows, cut between whole letters, with its direction."""

import re
import unicodedata

ELLIPSIS = "\u2026"
LEFT_TO_RIGHT_MARK = "\u200e"

_LONGEST_LETTER = 20
"""Code points of one visible letter; more are piled-up accents, which nobody needs to read."""

_JOINER = "\u200d"
_VARIATION_EMOJI = "\ufe0f"
_KEYCAP = "\u20e3"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")
_PICTURES = re.compile("[\U0001f000-\U0001faff]")
_CJK_SYMBOLS = range(0x2E80, 0x3400)

# What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), the other control characters, and the marks that turn
# the direction of everything after them. White space is left: it becomes one space.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# Marks, the joiners, skin tones, and the tags that spell the flags of regions.
_EXTENDING = re.compile(f"[\u200c\u200d{_SKIN_TONES}\U000e0020-\U000e007f]")
_MARKS = frozenset({"Mn", "Me", "Mc"})
_NOT_EXTENDING_BELOW = "\u0300"
# Korean syllables spelled in parts: leading consonants, vowels, trailing consonants, in this order.
_SYLLABLE = re.compile("[\u1100-\u115f][\u1100-\u11a7]|[\u1160-\u11a7\uac00-\ud7a3][\u1160-\u11ff]|[\u11a8-\u11ff]{2}")

# Scripts whose letters change with their neighbours: spacing them out would tear words apart.
_SHAPED = re.compile(
    "[\u0600-\u07bf\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufeff\U0001e900-\U0001e95f]"
)
_FIRST_RIGHT_TO_LEFT = "\u0590"


def clean(text: str) -> str:
    """The text without what XML cannot carry, every stretch of white space as one space."""
    kept = text if text.isprintable() else _REMOVED.sub("", text)
    return " ".join(kept.split())


def letters(text: str) -> list[str]:
    """The text in visible letters: a flag, a family or an accented character is one.

    A small part of https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries, enough for labels.
    """
    found: list[str] = []
    for character in text:
        if found and _extends(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _extends(letter: str, character: str) -> bool:
    if character < _NOT_EXTENDING_BELOW:
        return False
    if _EXTENDING.match(character) or unicodedata.category(character) in _MARKS:
        return True
    if letter[-1] == _JOINER:
        return is_picture(character)
    if _FLAG_LETTERS.match(character):
        return len(letter) == 1 and bool(_FLAG_LETTERS.match(letter))
    return _SYLLABLE.match(letter[-1] + character) is not None


def is_picture(letter: str) -> bool:
    """Whether this letter is drawn as an emoji, in colours and at their width."""
    if _PICTURES.match(letter) or _VARIATION_EMOJI in letter or _KEYCAP in letter:
        return True
    first = letter[0]
    wide_symbol = unicodedata.category(first) == "So" and unicodedata.east_asian_width(first) == "W"
    return wide_symbol and ord(first) not in _CJK_SYMBOLS


def count_letters(text: str) -> int:
    """How many visible letters the text has."""
    return len(text) if text.isascii() else len(letters(text))


def shorten(text: str, most: int) -> str:
    """The cleaned text, at most `most` letters long; a cut is shown by an ellipsis."""
    kept = clean(text[: most * _LONGEST_LETTER])
    if len(kept) <= most:
        return kept
    parts = [letter[:_LONGEST_LETTER] for letter in letters(kept)]
    return "".join(parts) if len(parts) <= most else "".join(parts[: most - 1]).rstrip() + ELLIPSIS


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph of this text runs from right to left, by its first letter that has a direction.

    Rules P2 and P3 of https://www.unicode.org/reports/tr9/.
    """
    if text.isascii() or max(text) < _FIRST_RIGHT_TO_LEFT:
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((direction != "L" for direction in directions if direction in {"L", "R", "AL"}), False)


def is_shaped(text: str) -> bool:
    """Whether the text has letters that join or stack, so that it may be squeezed but not spaced out."""
    return not text.isascii() and _SHAPED.search(text) is not None
