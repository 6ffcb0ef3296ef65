"""Where the halves of a badge stand; the numbers are those that badge-maker 6.0.0 gives for the same text."""

import pytest

from service.render.badge import Badge, Shape, Tone, draw
from service.render.layout import flat
from service.render.look import parse_look
from service.render.widths import Face, measure
from tests.service.render.svg import find_all, parse

WIDTHS = {
    ("flat", "still engineering", "hands-on · 87"): 184,
    ("plastic", "build", "passing"): 88,
    ("flat-square", "coverage", "100%"): 104,
    ("flat", "Ünïcödé", "наука"): 96,
    ("flat", "", "only message"): 85,
    ("for-the-badge", "still engineering", "hands-on · 87"): 275.5,
    ("for-the-badge", "license", "MIT"): 124.5,
    ("for-the-badge", "", "only message"): 126,
    ("social", "still engineering", "hands-on · 87"): 181,
    ("social", "W", "i"): 39,
}


@pytest.mark.parametrize(("case", "width"), WIDTHS.items())
def test_a_badge_is_as_wide_as_readers_know_it(case: tuple[str, str, str], width: float) -> None:
    style, label, message = case

    root = parse(draw(Badge(label, message, Tone.HANDS_ON, "t"), parse_look({"style": style})))

    assert float(root.get("width", "")) == width


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_bubble_without_a_button_stands_alone(locale: str) -> None:
    alone = parse(draw(Badge("", "hands-on", Tone.HANDS_ON, "t"), parse_look({"style": "social", "locale": locale})))

    boxes = find_all(alone, "rect")
    assert [(box.get("x"), float(box.get("width", "")) + 1) for box in boxes] == [
        ("0.5", float(alone.get("width", "")))
    ]
    assert find_all(alone, "path") == find_all(alone, "linearGradient") == []


def test_a_button_with_a_logo_alone_stays() -> None:
    look = parse_look({"style": "social", "logo": "github"})

    assert len(find_all(parse(draw(Badge("", "hands-on", Tone.HANDS_ON, "t"), look)), "rect")) == 3


def test_halves_meet_at_the_seam() -> None:
    boxes = flat(measure("still engineering", Face.VERDANA), measure("hands-on", Face.VERDANA), logo=True)

    assert boxes.label.x + boxes.label.width == boxes.message.x == boxes.seam
    assert boxes.message.x + boxes.message.width == boxes.width


def test_mirroring_twice_changes_nothing() -> None:
    boxes = flat(measure("still engineering", Face.VERDANA), measure("hands-on", Face.VERDANA), logo=True)

    assert boxes.mirrored() != boxes
    assert boxes.mirrored().mirrored() == boxes


@pytest.mark.parametrize("style", [Shape.FLAT, Shape.FOR_THE_BADGE])
def test_letters_that_join_are_not_spaced_out(style: Shape) -> None:
    arabic, latin = (
        float(parse(draw(Badge("", text, Tone.QUIET, "t"), parse_look({"style": style}))).get("width", ""))
        for text in ("عمل", "abc")
    )

    assert arabic < latin
