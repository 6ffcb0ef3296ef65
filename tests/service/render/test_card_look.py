"""How people ask for a card's look, and what they hear when there is none such."""

import pytest

from service.errors import InvalidParameter
from service.render.card import CardLook, Section
from service.render.card_look import parse_card_look, parse_hide
from service.render.themes import THEMES


def test_asking_for_nothing_gives_the_usual_look() -> None:
    assert parse_card_look({}) == CardLook()


def test_every_choice_is_read() -> None:
    query = {
        "theme": "dracula",
        "hide": "parts, GAPS,",
        "border": "False",
        "color": "purple",
        "background": "#fff",
        "locale": "ja-JP",
    }

    assert parse_card_look(query) == CardLook(
        theme=THEMES["dracula"],
        hide=frozenset({Section.PARTS, Section.GAPS}),
        border=False,
        colour=parse_card_look({"color": "800080"}).colour,
        background=parse_card_look({"background": "white"}).background,
        locale="ja",
    )


def test_hiding_nothing_hides_nothing() -> None:
    assert parse_hide(" , ") == frozenset()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"hide": "parts,rank"}, "hide='rank' is not part of the card; choose from score, weeks, parts"),
        ({"border": "yes"}, "border='yes' is not known; choose one of true, false"),
        ({"color": "x"}, "color: 'x' is not a colour"),
        ({"background": "x"}, "background: 'x' is not a colour"),
        ({"theme": "pink"}, "theme='pink' is not known"),
        ({"locale": "xx"}, "locale='xx' is not known"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_what_is(query: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        parse_card_look(query)

    assert sentence in str(refused.value)
