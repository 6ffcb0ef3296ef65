"""How wide text is taken to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.render.widths import SIZES, Face, fit, measure, width_at, wrap


@pytest.mark.parametrize(
    ("text", "face", "width"),
    [
        ("hands-on", Face.VERDANA, 51.75),
        ("HANDS-ON", Face.VERDANA_BOLD, 61.77),
        ("hands-on", Face.HELVETICA_BOLD, 49.7),
        ("", Face.VERDANA, 0),
    ],
)
def test_latin_text_is_as_wide_as_the_table_says(text: str, face: Face, width: float) -> None:
    assert measure(text, face).width == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize("letter", ["👩‍💻", "👍🏽", "🇦🇹", "1️⃣", "😀"])
def test_an_emoji_is_one_picture_wide_however_it_is_spelled(letter: str) -> None:
    assert measure(letter, Face.VERDANA).width == pytest.approx(1.25 * 11)


@pytest.mark.parametrize("letter", ["中", "あ", "한", "\uff21"])
def test_east_asian_letters_are_as_wide_as_high(letter: str) -> None:
    assert measure(letter, Face.VERDANA_BOLD).width == 10


def test_half_width_letters_are_half_as_wide() -> None:
    assert measure("ｱ", Face.VERDANA).width == 5.5


def test_accents_take_no_room() -> None:
    assert measure("e\u0301a\u0308\u0323", Face.VERDANA).width == measure("éä", Face.VERDANA).width


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("الاستمرار في البرمجة", 90, 130), ("עדיין מהנדס", 55, 75), ("अभी भी इंजीनियर", 70, 110), ("ยังเป็นวิศวกร", 50, 85)],
)
def test_other_scripts_are_about_as_wide_as_fonts_draw_them(text: str, least: float, most: float) -> None:
    assert least <= measure(text, Face.VERDANA).width <= most


def test_characters_nobody_measured_have_some_width() -> None:
    assert measure("\U00010330\U00010331", Face.VERDANA).width == pytest.approx(2 * 0.7 * 11)


@given(st.text(max_size=30), st.sampled_from(Face))
def test_no_text_has_a_negative_width(text: str, face: Face) -> None:
    assert measure(text, face).width >= 0


def test_a_line_knows_its_letters_and_direction() -> None:
    line = measure("عمل 👩‍💻", Face.VERDANA)

    assert (line.letters, line.right_to_left, line.shaped) == (5, True, True)


@given(st.text(st.characters(categories=("L", "N")), max_size=60), st.integers(20, 200))
def test_what_is_fitted_fits(text: str, room: int) -> None:
    assert width_at(fit(text, room, SIZES[Face.VERDANA]), SIZES[Face.VERDANA]) <= room


def test_a_fitted_text_that_is_cut_says_so() -> None:
    assert fit("an-extremely-long-login", 80, 11) == "an-extremel…"


def test_text_is_wrapped_between_words() -> None:
    assert wrap("Private work is not visible to this token.", 120, 10, 3) == [
        "Private work is not",
        "visible to this token.",
    ]


def test_text_without_spaces_is_wrapped_between_letters() -> None:
    assert wrap("ここからは活動が見えません", 77, 11, 3) == ["ここからは活動", "が見えません"]


def test_what_does_not_fit_the_last_line_is_cut_off() -> None:
    lines = wrap("one two three four five six seven", 60, 10, 2)

    assert (len(lines), lines[-1][-1]) == (2, "…")


@given(st.text(max_size=80), st.integers(30, 200), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, room: int, most: int) -> None:
    lines = wrap(text, room, 11, most)

    assert len(lines) <= most
    assert all(width_at(line, 11) <= room for line in lines)
