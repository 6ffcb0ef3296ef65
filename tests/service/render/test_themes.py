"""The themes there are."""

import pytest

from service.render.colours import Colour, parse_colour
from service.render.themes import AUTO, THEMES, Theme, Tone, parse_theme


def test_there_are_the_themes_that_were_promised() -> None:
    assert list(THEMES)[:4] == ["auto", "light", "dark", "classic"]
    assert 4 <= len(THEMES) - 4 <= 8


def test_only_auto_has_a_dark_side() -> None:
    assert [theme for theme in THEMES.values() if theme.dark is not None] == [AUTO]
    assert (AUTO.light, AUTO.dark) == (THEMES["light"].light, THEMES["dark"].light)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_has_a_colour_for_every_tone(theme: Theme) -> None:
    assert set(theme.light.tones) == set(Tone)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_levels_can_be_told_apart(theme: Theme) -> None:
    levels = (Tone.HANDS_ON, Tone.IN_TOUCH, Tone.DIPPING_IN, Tone.QUIET, Tone.NOT_VISIBLE)

    assert len({theme.light.tones[tone] for tone in levels}) == len(levels)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_no_tone_is_red(theme: Theme) -> None:
    def is_red(colour: Colour) -> bool:
        red, green, blue = bytes.fromhex(colour[1:])
        return red > 2 * green and red > 2 * blue

    assert [tone for tone, colour in theme.light.tones.items() if is_red(colour)] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_colour_is_written_the_same_way(theme: Theme) -> None:
    palette = theme.light
    colours = [palette.label, palette.surface, palette.border, palette.ink, palette.muted, *palette.tones.values()]

    assert [colour for colour in colours if parse_colour(colour) != colour] == []


def test_a_theme_is_found_by_its_name_in_any_case() -> None:
    assert parse_theme("High-Contrast") is THEMES["high-contrast"]
