"""The words of each language."""

import json
import string
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

import service.render.words
from service.errors import InvalidParameter, Status
from service.render.themes import Tone
from service.render.words import LOCALES, Plural, Words, parse_locale, words

TABLES = Path(service.render.words.__file__).parent / "locales"
LEVELS = {Tone.HANDS_ON, Tone.IN_TOUCH, Tone.DIPPING_IN, Tone.QUIET, Tone.NOT_VISIBLE}
PLURALS = ("coding_days", "private_days", "weeks")
CATEGORIES = {"ja": {"other"}, "zh-CN": {"other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_table_is_of_a_language_there_is() -> None:
    assert {path.stem for path in TABLES.glob("*.json")} == set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_every_word_and_no_other(locale: str) -> None:
    table = json.loads((TABLES / f"{locale}.json").read_text("utf-8"))

    assert table.keys() == {field.name for field in fields(Words)} - {"locale"}
    assert [name for name, value in table.items() if not value] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_names_every_level_status_part_and_confidence(locale: str) -> None:
    spoken = words(locale)

    assert set(spoken.levels) == set(spoken.meanings) == LEVELS
    assert set(spoken.statuses) == set(Status) - {Status.OK}
    assert set(spoken.parts) == {"rhythm", "recency", "engagement"}
    assert set(spoken.confidences) == {"high", "medium", "low"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_fills_in_the_same_values(locale: str) -> None:
    here, english = words(locale), words("en")

    for name in ("of_100", "points", "as_of", "week_of", "quality", "assisted"):
        assert placeholders(getattr(here, name)) == placeholders(getattr(english, name))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PLURALS)
def test_every_language_counts_with_all_its_plurals(locale: str, name: str) -> None:
    plural: Plural = getattr(words(locale), name)

    assert set(plural.forms) == CATEGORIES.get(locale, {"one", "other"})
    assert plural.category(5) in plural.forms


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_is_longer_than_a_badge_can_show(locale: str) -> None:
    spoken = words(locale)

    assert [word for word in (*spoken.levels.values(), *spoken.statuses.values(), spoken.label) if len(word) > 30] == []


@pytest.mark.parametrize(
    ("locale", "number", "phrase"),
    [
        ("en", 1, "1 coding day"),
        ("en", 0, "0 coding days"),
        ("de", 27, "27 Programmiertage"),
        ("fr", 0, "0 jour de code"),
        ("fr", 2, "2 jours de code"),
        ("ja", 1, "コードを書いた日1日"),
        ("ar", 0, "0 يوم برمجة"),
        ("ar", 1, "يوم برمجة واحد"),
        ("ar", 2, "يوما برمجة"),
        ("ar", 3, "3 أيام برمجة"),
        ("ar", 11, "11 يوم برمجة"),
        ("ar", 100, "100 يوم برمجة"),
        ("ar", 103, "103 أيام برمجة"),
    ],
)
def test_things_are_counted_by_the_rules_of_the_language(locale: str, number: int, phrase: str) -> None:
    assert words(locale).coding_days.of(number) == phrase


@pytest.mark.parametrize(("locale", "text"), [("en", "51.4"), ("de", "51,4"), ("ja", "51.4")])
def test_numbers_have_the_decimal_sign_of_the_language(locale: str, text: str) -> None:
    assert words(locale).number(51.44) == text


def test_a_date_keeps_its_order_among_right_to_left_words() -> None:
    day = date(2026, 11, 20)

    assert (words("en").date(day), words("ar").date(day)) == ("2026-11-20", "\u200e2026-11-20")


@pytest.mark.parametrize(
    ("asked", "locale"),
    [
        ("en", "en"),
        ("de-AT", "de"),
        ("DE_ch", "de"),
        ("zh", "zh-CN"),
        ("zh-Hans-CN", "zh-CN"),
        (" Ar ", "ar"),
        ("en-GB", "en"),
    ],
)
def test_a_locale_falls_back_to_its_language(asked: str, locale: str) -> None:
    assert parse_locale(asked) == words(asked).locale == locale


@pytest.mark.parametrize("asked", ["", "xx", "english", "../en"])
def test_an_unknown_locale_is_refused_with_those_there_are(asked: str) -> None:
    with pytest.raises(InvalidParameter, match="choose one of en, de, es, fr, ja, zh-CN, ar"):
        words(asked)


def test_words_are_read_once() -> None:
    assert words("de") is words("de-CH")
    assert replace(words("de"), label="") != words("de")
