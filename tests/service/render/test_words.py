"""The words of each language."""

import json
import string
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

import service.render.words
from service.errors import InvalidParameter, Status
from service.evidence import GapCode
from service.render.themes import Tone
from service.render.words import LOCALES, Plural, Words, parse_locale, words

TABLES = Path(service.render.words.__file__).parent / "locales"
LEVELS = {Tone.HANDS_ON, Tone.IN_TOUCH, Tone.DIPPING_IN, Tone.QUIET, Tone.NOT_VISIBLE}
FORMATS = (
    "of_100",
    "points",
    "of_people",
    "members_looked_at",
    "as_of",
    "week_of",
    "quality",
    "assisted",
    "full_marks",
)
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
    assert set(spoken.gap_sentences) == set(GapCode) - {GapCode.SETTINGS_UNREADABLE}
    assert set(spoken.status_sentences) == set(Status) - {Status.OK, Status.STALE, Status.BAD_REQUEST}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_fills_in_the_same_values(locale: str) -> None:
    here, english = words(locale), words("en")

    for name in FORMATS:
        assert placeholders(getattr(here, name)) == placeholders(getattr(english, name))
    for code, sentence in here.gap_sentences.items():
        assert placeholders(sentence) == placeholders(english.gap_sentences[code])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_ends_as_sentences_do_and_asks_for_nothing_that_is_not_known(locale: str) -> None:
    here = words(locale)

    sentences = [*here.gap_sentences.values(), *here.status_sentences.values(), here.members_looked_at]
    assert [text for text in sentences if not text.endswith((here.stop, "{message}"))] == []
    for sentence in here.status_sentences.values():
        assert placeholders(sentence) <= {"login", "reason", "message"}


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_other_language_repeats_an_english_message(locale: str) -> None:
    sentences = (*words(locale).gap_sentences.values(), *words(locale).status_sentences.values())

    assert [text for text in sentences if "{message}" in text or "token" in text] == []


@pytest.mark.parametrize(("locale", "sentence"), [("en", "Warm and dry."), ("ja", "Warm and dry。")])
def test_words_become_a_sentence(locale: str, sentence: str) -> None:
    assert words(locale).sentence("warm and dry") == sentence


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
