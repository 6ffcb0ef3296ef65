"""Text from elsewhere shows as it is and does nothing."""

import html

from hypothesis import given
from hypothesis import strategies as st

from action.markdown import inline, link, plain, sparkline

_REFERENCE_CHARACTERS = set("&#;0123456789")


@given(st.text(max_size=80))
def test_no_character_of_any_text_is_markup_after_escaping(text: str) -> None:
    assert all(letter.isalnum() or letter == " " or letter in _REFERENCE_CHARACTERS for letter in inline(text))


@given(st.text(max_size=80))
def test_what_readers_see_is_the_text_itself_apart_from_what_has_no_width(text: str) -> None:
    assert html.unescape(inline(text)).replace("\u200b", "") == plain(text)


@given(st.from_regex(r"[a-z ]*[@#][a-z0-9/]{1,20}", fullmatch=True))
def test_nobody_is_mentioned_and_nothing_is_referred_to(text: str) -> None:
    shown = html.unescape(inline(text))

    assert all(shown[i + 1 : i + 2] == "\u200b" for i, letter in enumerate(shown) if letter in "@#")


@given(st.text())
def test_plain_text_is_one_line_of_at_most_a_hundred_characters(text: str) -> None:
    shown = plain(text)

    assert len(shown) <= 100
    assert shown.isprintable() or "\u00a0" in shown or "\u3000" in shown


def test_text_that_would_turn_the_direction_of_reading_is_left_out() -> None:
    assert plain("a\u202eb\u2066c\u200bd") == "abcd"


def test_long_text_ends_with_an_ellipsis() -> None:
    assert plain("abcdef", longest=4) == "abc…"


def test_the_address_of_a_link_cannot_end_it_early() -> None:
    assert link("a]b", 'https://x/(y)"') == "[a&#93;b](https://x/%28y%29&quot;)"


def test_a_sparkline_has_its_full_height_at_the_largest_value() -> None:
    assert sparkline([0, 4, 8]) == "▁▅█"


def test_a_sparkline_of_shares_is_measured_against_the_whole() -> None:
    assert sparkline([0.0, 0.5], 1) == "▁▅"


def test_a_sparkline_of_nothing_is_flat() -> None:
    assert (sparkline([0, 0]), sparkline([])) == ("▁▁", "")
