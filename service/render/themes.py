"""Themes: which colours a badge or a card has for each tone, in light and in dark surroundings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.render.choices import parse_choice
from service.render.colours import Colour
from service.render.data import read_table


class Tone(StrEnum):
    """What a message is about, as far as its colour says so; the first five are the levels of the score."""

    HANDS_ON = "hands-on"
    IN_TOUCH = "in touch"
    DIPPING_IN = "dipping in"
    QUIET = "quiet"
    NOT_VISIBLE = "not visible"
    NEUTRAL = "neutral"
    """Organisations, bots, pauses, opt-outs, unknown logins and invalid requests: nothing to be proud or ashamed of."""
    WAITING = "waiting"
    """There will be an answer later."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme in one kind of surroundings.

    Attributes:
        label: behind the label half.
        tones: behind the message half.
        surface: behind a card and the social style, whose text is `ink`, in lesser places `muted`, in a `border`.
    """

    label: Colour
    tones: Mapping[Tone, Colour]
    surface: Colour
    border: Colour
    ink: Colour
    muted: Colour


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A named choice of colours; there is one of each, so they are compared by identity.

    Attributes:
        dark: what it turns into where the reader prefers dark, or None if it stays as it is.
    """

    name: str
    light: Palette
    dark: Palette | None = None


def _palettes() -> Mapping[str, Palette]:
    return {
        name: Palette(
            label=Colour(row["label"]),
            tones=MappingProxyType({Tone(tone): Colour(colour) for tone, colour in row["tones"].items()}),
            surface=Colour(row["surface"]),
            border=Colour(row["border"]),
            ink=Colour(row["ink"]),
            muted=Colour(row["muted"]),
        )
        for name, row in read_table("themes.json").items()
    }


def _themes() -> Mapping[str, Theme]:
    palettes = _palettes()
    auto = Theme("auto", palettes["light"], palettes["dark"])
    return MappingProxyType({"auto": auto} | {name: Theme(name, palette) for name, palette in palettes.items()})


THEMES: Mapping[str, Theme] = _themes()
"""Every theme by its name; `auto` follows the reader's preference inside one SVG."""

AUTO = THEMES["auto"]


def parse_theme(text: str) -> Theme:
    """The theme of this name.

    Raises:
        InvalidParameter: there is none; the sentence lists those there are.
    """
    return THEMES[parse_choice("theme", text, THEMES)]
