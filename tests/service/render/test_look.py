"""How people ask for a look, and what they hear when there is none such."""

import pytest

from service.errors import InvalidParameter
from service.render.choices import parse_choice
from service.render.look import Look, Shape, parse_label, parse_look
from service.render.themes import AUTO, THEMES


def test_asking_for_nothing_gives_the_usual_look() -> None:
    assert parse_look({}) == Look()


def test_an_empty_value_is_a_missing_one() -> None:
    names = ("style", "theme", "color", "labelColor", "logo", "logoColor", "locale")

    assert parse_look(dict.fromkeys(names, "")) == Look()


def test_what_does_not_concern_the_look_is_left_to_others() -> None:
    assert parse_look({"metric": "days", "label": "x"}) == Look()


def test_every_choice_is_read() -> None:
    query = {
        "style": "Plastic",
        "theme": "Nord",
        "color": "fd0",
        "labelColor": "teal",
        "logo": "github",
        "logoColor": "#fff",
        "locale": "de-AT",
    }

    look = parse_look(query)

    assert (look.shape, look.theme, look.locale) == (Shape.PLASTIC, THEMES["nord"], "de")
    assert (look.colour, look.label_colour, look.logo_colour) == ("#ffdd00", "#008080", "#ffffff")
    assert look.logo is not None
    assert look.logo.slug == "github"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"style": "round"}, "style='round' is not known; choose one of flat, flat-square, plastic"),
        ({"theme": "pink"}, "theme='pink' is not known; choose one of auto, light, dark"),
        ({"color": "reddish"}, "color: 'reddish' is not a colour"),
        ({"labelColor": "#12"}, "labelColor: '#12' is not a colour"),
        ({"logoColor": "x"}, "logoColor: 'x' is not a colour"),
        ({"logo": "no-such"}, "'no-such' is none"),
        ({"logo": "data:image/png;base64,AAAA"}, "a data: image is not accepted"),
        ({"locale": "tlh"}, "locale='tlh' is not known; choose one of en, de, es, fr, ja, zh-CN, ar"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_what_is(query: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        parse_look(query)

    assert sentence in str(refused.value)


def test_a_refusal_quotes_no_more_than_a_few_letters() -> None:
    with pytest.raises(InvalidParameter) as refused:
        parse_look({"style": "x" * 5000})

    assert len(str(refused.value)) < 200


def test_a_choice_may_have_any_case_and_spaces_around_it() -> None:
    assert parse_choice("locale", " ZH-cn ", ("en", "zh-CN")) == "zh-CN"


def test_the_usual_theme_follows_the_reader() -> None:
    assert Look().theme is AUTO


@pytest.mark.parametrize("text", ["", "still engineering", "x" * 60, "👩‍💻" * 60])
def test_a_label_may_have_sixty_letters(text: str) -> None:
    assert parse_label(text) == text


def test_a_label_is_cleaned() -> None:
    assert parse_label(" my\x00 \tteam ") == "my team"


def test_a_longer_label_is_refused_with_its_length() -> None:
    with pytest.raises(InvalidParameter, match="label= has 61 letters; at most 60 fit on a badge"):
        parse_label("x" * 61)
