"""Everything that is written can be read: contrast of at least 4.5, as WCAG asks for small text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.render.badge import Badge, Look, Shape, Tone, draw
from service.render.colours import READABLE, Colour, contrast, ink_on
from service.render.paint import Coat, card_paint, paint, social_paint
from service.render.themes import THEMES, Palette, Theme
from tests.service.render.svg import find_all, parse

PALETTES = {
    f"{theme.name}-{place}": palette
    for theme in THEMES.values()
    for place, palette in (("light", theme.light), ("dark", theme.dark))
    if palette
}
CASES = [(name, tone) for name in PALETTES for tone in Tone]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: Colour(f"#{number:06x}"))


def as_seen(coat: Coat) -> float:
    return contrast(coat.fill, coat.ink)


@pytest.mark.parametrize(("name", "tone"), CASES)
def test_both_halves_can_be_read(name: str, tone: Tone) -> None:
    drawn = paint(Theme(name, PALETTES[name]), tone)

    assert min(as_seen(drawn.label), as_seen(drawn.message)) >= READABLE


@pytest.mark.parametrize("name", PALETTES)
def test_the_social_style_can_be_read(name: str) -> None:
    drawn = social_paint(Theme(name, PALETTES[name]), Tone.QUIET)

    assert min(as_seen(drawn.label), as_seen(drawn.message)) >= READABLE


@pytest.mark.parametrize(("name", "tone"), CASES)
def test_cards_can_be_read(name: str, tone: Tone) -> None:
    drawn = card_paint(Theme(name, PALETTES[name]), tone)

    assert min(as_seen(drawn.surface), as_seen(drawn.muted), as_seen(drawn.accent)) >= READABLE


@given(COLOURS)
def test_on_any_colour_of_their_own_people_can_read(colour: Colour) -> None:
    assert contrast(colour, ink_on(colour)) >= READABLE


@given(COLOURS, COLOURS)
def test_a_card_on_any_background_can_be_read(accent: Colour, background: Colour) -> None:
    drawn = card_paint(THEMES["auto"], Tone.QUIET, accent, background)

    assert min(as_seen(drawn.surface), as_seen(drawn.muted), as_seen(drawn.accent)) >= READABLE


def _channels(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * digit for digit in colour[1:])
    return [float(channel) for channel in bytes.fromhex(digits)]


def _under_gloss(shape: Shape, fill: Colour, depth: float) -> Colour:
    """The colour that is seen at this depth, 0 top to 1 bottom, once the gloss lies over it."""
    stops = [
        (float(stop.get("offset", "")), _channels(stop.get("stop-color", "#000")), float(stop.get("stop-opacity", "")))
        for stop in find_all(parse(draw(Badge("a", "b", Tone.QUIET, "t"), Look(shape=shape))), "stop")
    ]
    start, end = next(pair for pair in pairwise(stops) if pair[0][0] <= depth <= pair[1][0])
    share = (depth - start[0]) / (end[0] - start[0])
    opacity = start[2] + share * (end[2] - start[2])
    mixed = [a + share * (b - a) for a, b in zip(start[1], end[1], strict=True)]
    seen = [f * (1 - opacity) + m * opacity for f, m in zip(_channels(fill), mixed, strict=True)]
    return Colour("#" + bytes(map(round, seen)).hex())


@pytest.mark.parametrize("shape", [Shape.FLAT, Shape.PLASTIC])
@pytest.mark.parametrize("name", PALETTES)
def test_letters_can_be_read_under_the_gloss_too(name: str, shape: Shape) -> None:
    palette: Palette = PALETTES[name]
    # From the top of the capitals to the base line: 5 to 14 of 20 px, 5 to 13 of 18 px.
    depths = [0.25, 0.4, 0.55, 0.7]

    worst = min(
        contrast(_under_gloss(shape, fill, depth), ink_on(fill))
        for fill in (palette.label, *palette.tones.values())
        for depth in depths
    )

    assert worst >= READABLE
