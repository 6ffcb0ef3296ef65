"""What people may write for a colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidParameter
from service.render.colours import BLACK, WHITE, Colour, contrast, ink_on, luminance, parse_colour
from service.render.data import read_table


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("1a7f37", "#1a7f37"),
        ("#1A7F37", "#1a7f37"),
        ("4b0", "#44bb00"),
        (" #fff ", "#ffffff"),
        ("teal", "#008080"),
        ("RebeccaPurple", "#663399"),
        ("brightgreen", "#44bb00"),
        ("success", "#44bb00"),
    ],
)
def test_digits_and_names_are_colours(text: str, colour: str) -> None:
    assert parse_colour(text) == colour


def test_a_badge_colour_goes_before_the_css_colour_of_the_same_name() -> None:
    assert parse_colour("green") == "#67ac09"


@pytest.mark.parametrize(
    "text", ["", "#", "12", "12345", "ffff", "1a7f37cc", "transparent", "rgb(0,0,0)", "\uff14b0", "url(#x)"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameter, match=r"is not a colour; write 3 or 6 hexadecimal digits"):
        parse_colour(text)


def test_a_refusal_quotes_no_more_than_a_few_letters() -> None:
    with pytest.raises(InvalidParameter) as refused:
        parse_colour("x" * 5000)

    assert len(str(refused.value)) < 300


@given(st.text())
def test_what_is_accepted_is_always_six_digits(text: str) -> None:
    try:
        colour = parse_colour(text)
    except InvalidParameter:
        return
    assert Colour("#" + bytes.fromhex(colour[1:]).hex()) == colour


def test_every_name_in_the_tables_is_a_colour() -> None:
    names = [name for table in read_table("colours.json").values() for name in table]

    assert len(names) > 140
    assert all(len(parse_colour(name)) == len("#rrggbb") for name in names)


def test_white_on_black_has_the_greatest_contrast_there_is() -> None:
    assert luminance(BLACK) == 0
    assert luminance(WHITE) == pytest.approx(1)
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)


@pytest.mark.parametrize(
    ("background", "ink"), [("#ffffff", BLACK), ("#000000", WHITE), ("#767676", WHITE), ("#777777", BLACK)]
)
def test_ink_is_white_as_long_as_that_can_be_read(background: Colour, ink: Colour) -> None:
    assert ink_on(background) == ink
