"""The theme that follows the reader's preference inside one SVG."""

import pytest

from service.render.badge import Look, Shape, Tone, draw
from service.render.card import CardLook, draw_card
from service.render.look import parse_look
from service.render.themes import AUTO, THEMES
from tests.service.render.samples import HANDS_ON, OCTOCAT, with_tone
from tests.service.render.svg import child_text, find_all, parse


@pytest.mark.parametrize("shape", Shape)
def test_auto_changes_where_the_reader_prefers_dark(shape: Shape) -> None:
    style = child_text(parse(draw(HANDS_ON, Look(shape=shape))), "style")

    assert style.startswith("@media(prefers-color-scheme:dark){")


@pytest.mark.parametrize("theme", [name for name in THEMES if name != AUTO.name])
def test_other_themes_have_no_style_sheet(theme: str) -> None:
    assert find_all(parse(draw(HANDS_ON, parse_look({"theme": theme}))), "style") == []


@pytest.mark.parametrize("tone", Tone)
def test_in_the_dark_auto_has_the_colours_of_the_dark_theme(tone: Tone) -> None:
    auto, dark = (
        parse(draw(with_tone(tone), parse_look({"theme": theme, "style": "flat-square"}))) for theme in ("auto", "dark")
    )
    style = child_text(auto, "style")

    for name in ("rect", "text"):
        for in_auto, in_dark in zip(find_all(auto, name), find_all(dark, name), strict=True):
            rule = f".{in_dark.get('class')}{{fill:{in_dark.get('fill')}}}"
            assert rule in style or in_auto.attrib == in_dark.attrib


def test_in_the_light_auto_has_the_colours_of_the_light_theme() -> None:
    auto, light = (parse(draw(HANDS_ON, parse_look({"theme": theme}))) for theme in ("auto", "light"))

    assert [rect.attrib for rect in find_all(auto, "rect")] == [rect.attrib for rect in find_all(light, "rect")]


@pytest.mark.parametrize("shape", Shape)
def test_a_colour_of_ones_own_stays_in_the_dark(shape: Shape) -> None:
    drawn = draw(HANDS_ON, parse_look({"style": shape, "color": "fd0", "labelColor": "123"}))

    assert "own-ffdd00" in drawn
    assert ".own-" not in drawn


def test_a_card_changes_as_a_whole() -> None:
    style = child_text(parse(draw_card(OCTOCAT)), "style")

    assert [
        name for name in (".surface{", ".muted-ink{", ".hands-on{", ".border{", ".muted-line{") if name not in style
    ] == []


def test_a_card_on_a_background_of_ones_own_keeps_it() -> None:
    own = CardLook(background=parse_look({"color": "fff0d0"}).colour)

    assert ".surface" not in draw_card(OCTOCAT, own)
    assert ".border" not in draw_card(OCTOCAT, own)
