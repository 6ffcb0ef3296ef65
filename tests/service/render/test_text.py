"""Letters as people see them, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.render.text import clean, count_letters, is_picture, is_right_to_left, is_shaped, letters, shorten


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", "plain"),
        ("  two\t\nwords\u00a0here ", "two words here"),
        ("a\x00b\x08c\x7fd\x85e", "abcd e"),
        ("\ud800lone\udfff", "lone"),
        ("\ufffe\uffffno", "no"),
        ("\u202eturned\u202c \u2066round\u2069", "turned round"),
        ("\u200eكتب\u200d", "\u200eكتب\u200d"),
        ("", ""),
    ],
)
def test_cleaning_keeps_what_xml_can_carry(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize(
    "letter",
    [
        "a",
        "e\u0301",
        "👩‍💻",
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🇦🇹",
        "1️⃣",
        "❤️",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "각",
        "\u1100\u1161\u11a8",
        "नि",
    ],
)
def test_what_people_see_as_one_letter_is_one(letter: str) -> None:
    assert letters(f"{letter}{letter}x") == [letter, letter, "x"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("abc", 3), ("👩‍💻 ok", 4), ("🇦🇹🇩🇪🇨", 3), ("a🏽", 1), ("\u0301", 1), ("a\u200db", 2), ("中文", 2)],
)
def test_letters_are_counted_as_people_count(text: str, number: int) -> None:
    assert count_letters(text) == number


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(letters(text)) == text


@pytest.mark.parametrize(
    ("letter", "picture"), [("😀", True), ("⭐", True), ("©️", True), ("1", False), ("中", False), ("〒", False)]
)
def test_emoji_are_told_from_characters(letter: str, picture: bool) -> None:  # noqa: FBT001 - a parameter of the table
    assert is_picture(letter) is picture


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("hands-on", 8, "hands-on"),
        ("hands-on", 7, "hands-…"),
        ("two words", 5, "two…"),
        ("👩‍💻👩‍💻👩‍💻", 3, "👩‍💻👩‍💻👩‍💻"),
        ("👩‍💻👩‍💻👩‍💻", 2, "👩‍💻…"),
    ],
)
def test_long_text_is_cut_between_letters(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


def test_a_heap_of_accents_is_thinned_out() -> None:
    heap = "a" + "\u0300" * 150

    assert shorten(heap, 120) == heap[:20]


@given(st.text(), st.integers(1, 200))
def test_short_text_is_never_longer_than_asked_for(text: str, most: int) -> None:
    assert count_letters(shorten(text, most)) <= most


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [
        ("abc", False),
        ("مرحبا", True),
        ("12 שלום abc", True),
        ("abc مرحبا", False),
        ("→ 12", False),
        ("…\u05b0", False),
        ("ünï", False),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, right_to_left: bool) -> None:  # noqa: FBT001 - as above
    assert is_right_to_left(text) is right_to_left


@pytest.mark.parametrize(
    ("text", "shaped"), [("abc", False), ("中文", False), ("שלום", False), ("عمل", True), ("नमस्ते", True)]
)
def test_scripts_whose_letters_join_are_known(text: str, shaped: bool) -> None:  # noqa: FBT001 - as above
    assert is_shaped(text) is shaped
