"""What a badge shows, in each style and direction."""

from dataclasses import replace

import pytest

from service.render.badge import Badge, Look, Shape, Tone, draw
from service.render.look import parse_look
from tests.service.render.samples import HANDS_ON
from tests.service.render.svg import child_text, find_all, parse, texts

HEIGHTS = {
    Shape.FLAT: "20",
    Shape.FLAT_SQUARE: "20",
    Shape.PLASTIC: "18",
    Shape.FOR_THE_BADGE: "28",
    Shape.SOCIAL: "20",
}


@pytest.mark.parametrize(("shape", "height"), HEIGHTS.items())
def test_each_style_has_the_height_readers_know(shape: Shape, height: str) -> None:
    assert parse(draw(HANDS_ON, Look(shape=shape))).get("height") == height


@pytest.mark.parametrize(
    ("shape", "written"),
    [
        (Shape.FLAT, ["still engineering", "hands-on · 87"]),
        (Shape.FOR_THE_BADGE, ["STILL ENGINEERING", "HANDS-ON · 87"]),
        (Shape.SOCIAL, ["Still engineering", "hands-on · 87"]),
    ],
)
def test_each_style_writes_in_its_own_case(shape: Shape, written: list[str]) -> None:
    assert texts(parse(draw(HANDS_ON, Look(shape=shape)))) == written


def test_people_who_hear_it_hear_the_sentences_and_not_the_capitals() -> None:
    root = parse(draw(HANDS_ON, Look(shape=Shape.FOR_THE_BADGE)))

    assert root.get("aria-label") == child_text(root, "title") == HANDS_ON.title
    assert child_text(root, "desc") == HANDS_ON.description


def test_a_badge_without_a_label_is_one_half() -> None:
    root = parse(draw(replace(HANDS_ON, label=""), Look(shape=Shape.FLAT_SQUARE)))

    assert texts(root) == ["hands-on · 87"]
    assert len(find_all(root, "rect")) == 1


def test_a_badge_without_a_message_writes_its_label_alone() -> None:
    assert texts(parse(draw(replace(HANDS_ON, message="")))) == ["still engineering"]


@pytest.mark.parametrize("shape", Shape)
def test_a_badge_without_any_text_is_still_a_picture(shape: Shape) -> None:
    root = parse(draw(Badge("", "", Tone.NEUTRAL, ""), Look(shape=shape)))

    assert float(root.get("width", "0")) > 0


@pytest.mark.parametrize("shape", Shape)
def test_a_very_long_text_is_cut(shape: Shape) -> None:
    shown = texts(parse(draw(Badge("x" * 500, "y" * 500, Tone.QUIET, "z" * 5000), Look(shape=shape))))

    assert [(len(text), text[-1]) for text in shown] == [(120, "…"), (120, "…")]


@pytest.mark.parametrize("shape", Shape)
def test_a_right_to_left_language_has_its_label_on_the_right(shape: Shape) -> None:
    def middle(index: int, locale: str) -> float:
        root = parse(draw(HANDS_ON, Look(shape=shape, locale=locale)))
        label = next(text for text in find_all(root, "text") if (text.text or "").casefold() == HANDS_ON.label)
        message = next(text for text in find_all(root, "text") if (text.text or "").casefold() == HANDS_ON.message)
        return float((label, message)[index].get("x", ""))

    assert middle(0, "en") < middle(1, "en")
    assert middle(0, "ar") > middle(1, "ar")


def test_right_to_left_text_is_drawn_in_its_direction_in_any_language() -> None:
    drawn = find_all(parse(draw(Badge("עדיין מהנדס", "hands-on", Tone.HANDS_ON, "t"))), "text")

    assert {(text.text, text.get("direction")) for text in drawn} == {("עדיין מהנדס", "rtl"), ("hands-on", None)}


def test_letters_that_join_are_stretched_instead_of_torn_apart() -> None:
    drawn = find_all(parse(draw(Badge("عمل", "hands-on", Tone.HANDS_ON, "t"))), "text")

    assert {(text.text, text.get("lengthAdjust")) for text in drawn} == {
        ("عمل", "spacingAndGlyphs"),
        ("hands-on", None),
    }


def test_only_the_message_of_for_the_badge_is_bold() -> None:
    drawn = find_all(parse(draw(HANDS_ON, Look(shape=Shape.FOR_THE_BADGE))), "text")

    assert [text.get("font-weight") for text in drawn] == [None, "bold"]


def test_the_language_is_named_for_screen_readers_and_fonts() -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"

    assert parse(draw(HANDS_ON, Look(locale="zh-CN"))).get(language) == "zh-CN"


def test_colours_of_ones_own_replace_those_of_the_theme() -> None:
    root = parse(draw(HANDS_ON, parse_look({"style": "flat-square", "color": "fd0", "labelColor": "123"})))

    assert [rect.get("fill") for rect in find_all(root, "rect")] == ["#112233", "#ffdd00"]
    assert [text.get("fill") for text in find_all(root, "text")] == ["#ffffff", "#000000"]


@pytest.mark.parametrize("shape", Shape)
def test_a_logo_is_drawn_in_the_ink_of_the_half_it_is_on(shape: Shape) -> None:
    root = parse(draw(HANDS_ON, parse_look({"style": shape, "logo": "github"})))
    logo = find_all(root, "path")[-1]
    label = next(text for text in find_all(root, "text") if text.get("fill"))

    assert (logo.get("fill"), logo.get("class")) == (label.get("fill"), label.get("class"))


def test_a_logo_may_have_a_colour_of_its_own() -> None:
    logo = find_all(parse(draw(HANDS_ON, parse_look({"logo": "github", "logoColor": "f0f"}))), "path")[-1]

    assert (logo.get("fill"), logo.get("class")) == ("#ff00ff", "logo")


@pytest.mark.parametrize("shape", Shape)
def test_a_logo_makes_room_for_itself(shape: Shape) -> None:
    without, with_logo = (
        float(parse(draw(HANDS_ON, parse_look({"style": shape} | logo))).get("width", ""))
        for logo in ({}, {"logo": "github"})
    )

    assert 14 < with_logo - without <= 20
