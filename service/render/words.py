"""The words of badges and cards in each language, from the tables in `locales`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from service.errors import Status
from service.render.choices import parse_choice
from service.render.text import LEFT_TO_RIGHT_MARK

DEFAULT_LOCALE = "en"
LOCALES = ("en", "de", "es", "fr", "ja", "zh-CN", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})


def _one_or_other(number: int) -> str:
    return "one" if number == 1 else "other"


def _below_two_or_other(number: int) -> str:
    return "one" if number in {0, 1} else "other"


def _always_other(_: int) -> str:
    return "other"


def _arabic(number: int) -> str:
    few, many, hundred = range(3, 11), range(11, 100), 100
    exact = {0: "zero", 1: "one", 2: "two"}.get(number)
    if exact:
        return exact
    return "few" if number % hundred in few else "many" if number % hundred in many else "other"


_PLURALS: Mapping[str, Callable[[int], str]] = {
    "en": _one_or_other,
    "de": _one_or_other,
    "es": _one_or_other,
    "fr": _below_two_or_other,
    "ja": _always_other,
    "zh-CN": _always_other,
    "ar": _arabic,
}


@dataclass(frozen=True, slots=True)
class Plural:
    """A counted thing, by https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html."""

    forms: Mapping[str, str]
    category: Callable[[int], str]

    def of(self, number: int) -> str:
        """The phrase for this many, such as `27 coding days`."""
        return self.forms[self.category(number)].format(n=number)


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is said in one language; names in braces are filled in by `str.format`.

    Attributes:
        levels: by `Tone` value, such as `in touch`.
        meanings: what each level says, as a sentence without its full stop.
        statuses: by `Status`, short enough for a badge.
        parts: `rhythm`, `recency`, `engagement`.
        confidences: `high`, `medium`, `low`.
        decimal: the sign before tenths.
        stop: the end of a sentence.
        of_people: so many of the people who are counted.
        gap_sentences: by `GapCode`; `{0}` and `{1}` are the numbers in the gap's own message, in its order.
        status_sentences: why there is no score, by `Status`; with `login`, `reason` of a pause and the whole `message`.
    """

    locale: str
    label: str
    comma: str
    colon: str
    stop: str
    decimal: str
    levels: Mapping[str, str]
    meanings: Mapping[str, str]
    statuses: Mapping[Status, str]
    score: str
    of_100: str
    points: str
    of_people: str
    members_looked_at: str
    as_of: str
    parts: Mapping[str, str]
    twelve_weeks: str
    dashed: str
    full_marks: str
    now: str
    week_of: str
    quality: str
    last_coding_day: str
    none_seen: str
    confidence: str
    confidences: Mapping[str, str]
    assisted: str
    streak: str
    gaps: str
    gap_sentences: Mapping[str, str]
    status_sentences: Mapping[Status, str]
    coding_days: Plural
    private_days: Plural
    weeks: Plural

    @property
    def right_to_left(self) -> bool:
        """Whether this language is written from right to left."""
        return self.locale in RIGHT_TO_LEFT

    def sentence(self, text: str) -> str:
        """Words as a sentence: with a capital letter, where there are any, and a full stop."""
        return f"{text[:1].upper()}{text[1:]}{self.stop}"

    def number(self, value: float) -> str:
        """A number with one decimal, as this language writes it."""
        return f"{value:.1f}".replace(".", self.decimal)

    def date(self, day: date) -> str:
        """A day as `2026-11-20`, in that order among right-to-left words too."""
        return LEFT_TO_RIGHT_MARK + day.isoformat() if self.right_to_left else day.isoformat()


def _value(locale: str, name: str, value: Any) -> Any:  # noqa: ANN401 - a word, a mapping of words, or a plural
    if name in {"coding_days", "private_days", "weeks"}:
        return Plural(MappingProxyType(value), _PLURALS[locale])
    if name in {"statuses", "status_sentences"}:
        return MappingProxyType({Status(status): word for status, word in value.items()})
    return MappingProxyType(value) if isinstance(value, dict) else value


@lru_cache(maxsize=len(LOCALES))
def _read(locale: str) -> Words:
    path = Path(__file__).parent / "locales" / f"{locale}.json"
    table: dict[str, Any] = json.loads(path.read_text("utf-8"))
    names = [field.name for field in fields(Words) if field.name != "locale"]
    return Words(locale=locale, **{name: _value(locale, name, table[name]) for name in names})


def words(locale: str) -> Words:
    """The words of a locale, of its language if that is all there is (`de-AT` is `de`, `zh` is `zh-CN`).

    Raises:
        InvalidParameter: there is none; the sentence lists those there are.
    """
    return _read(parse_locale(locale))


def parse_locale(text: str) -> str:
    """The locale whose words there are for this language tag: https://www.rfc-editor.org/rfc/rfc5646.

    Raises:
        InvalidParameter: there is none; the sentence lists those there are.
    """
    language = text.strip().replace("_", "-").partition("-")[0].casefold()
    by_language = {locale.partition("-")[0]: locale for locale in LOCALES}
    return by_language.get(language) or parse_choice("locale", text, LOCALES)
