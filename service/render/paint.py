"""Which colours one badge has: the theme's, or the person's own with an ink that is readable on them."""

from dataclasses import dataclass
from functools import lru_cache

from service.render.colours import WHITE, Colour, ink_on
from service.render.themes import Palette, Theme, Tone

# As on the badges README readers know: a dark shadow under light letters, a light one under dark letters.
_DARK_SHADOW, _LIGHT_SHADOW = Colour("#010101"), Colour("#cccccc")


@dataclass(frozen=True, slots=True)
class Coat:
    """One surface with what is written on it.

    Attributes:
        name: its class in the SVG; the same name always has the same colours, so that badges may share a page.
    """

    name: str
    fill: Colour
    ink: Colour

    @property
    def shadow(self) -> Colour:
        """What lies blurred under the letters."""
        return _DARK_SHADOW if self.ink == WHITE else _LIGHT_SHADOW


@dataclass(frozen=True, slots=True)
class Paint:
    """The two coats of a badge, the line around them, and the style sheet for readers who prefer dark."""

    label: Coat
    message: Coat
    border: Colour
    style: str


def own_coat(colour: Colour) -> Coat:
    """A surface in a colour of the person's choice."""
    return Coat(f"own-{colour[1:]}", colour, ink_on(colour))


def tone_coat(palette: Palette, tone: Tone) -> Coat:
    """The surface that tells a tone."""
    colour = palette.tones[tone]
    return Coat(tone.value.replace(" ", "-"), colour, ink_on(colour))


def surface_coat(palette: Palette) -> Coat:
    """The surface that tells nothing."""
    return Coat("surface", palette.surface, palette.ink)


def dark_rules(*pairs: tuple[Coat, Coat]) -> str:
    """The rules that turn the first coat of each pair into the second, whichever of its classes are used."""
    return "".join(
        f".{dark.name}{{fill:{dark.fill}}}.{dark.name}-ink{{fill:{dark.ink}}}.{dark.name}-shadow{{fill:{dark.shadow}}}"
        for light, dark in dict.fromkeys(pairs)
        if light != dark
    )


def where_dark(rules: str) -> str:
    """The style sheet that applies these rules where the reader prefers dark; none if there are none."""
    return f"@media(prefers-color-scheme:dark){{{rules}}}" if rules else ""


@lru_cache(maxsize=512)
def paint(theme: Theme, tone: Tone, colour: Colour | None = None, label_colour: Colour | None = None) -> Paint:
    """The colours of the styles with two coloured halves."""

    def halves(palette: Palette) -> tuple[Coat, Coat]:
        """Both halves in one kind of surroundings."""
        label = Coat("label", palette.label, ink_on(palette.label))
        return own_coat(label_colour) if label_colour else label, own_coat(colour) if colour else tone_coat(
            palette, tone
        )

    light, dark = halves(theme.light), halves(theme.dark or theme.light)
    rules = dark_rules(*zip(light, dark, strict=True))
    return Paint(*light, theme.light.border, where_dark(rules))


@lru_cache(maxsize=512)
def social_paint(theme: Theme, _: Tone, colour: Colour | None = None, label_colour: Colour | None = None) -> Paint:
    """The colours of the social style: both halves lie on the theme's surface, and the tone is told by words alone."""

    def halves(palette: Palette) -> tuple[Coat, Coat]:
        """Both halves in one kind of surroundings."""
        plain = surface_coat(palette)
        return own_coat(label_colour) if label_colour else plain, own_coat(colour) if colour else plain

    light, dark = halves(theme.light), halves(theme.dark or theme.light)
    border = f".border{{stroke:{theme.dark.border}}}" if theme.dark else ""
    return Paint(*light, theme.light.border, where_dark(dark_rules(*zip(light, dark, strict=True)) + border))


@dataclass(frozen=True, slots=True)
class CardPaint:
    """The colours of a card.

    Attributes:
        muted: its ink is for what matters less.
        accent: the level's own surface.
    """

    surface: Coat
    muted: Coat
    accent: Coat
    border: Colour
    style: str


@lru_cache(maxsize=512)
def card_paint(theme: Theme, tone: Tone, accent: Colour | None = None, background: Colour | None = None) -> CardPaint:
    """The colours of a card; on a background of the person's choice everything is written in the readable ink."""

    def coats(palette: Palette) -> tuple[Coat, Coat, Coat]:
        """Surface, muted and accent in one kind of surroundings."""
        surface = own_coat(background) if background else surface_coat(palette)
        muted = surface if background else Coat("muted", palette.surface, palette.muted)
        return surface, muted, own_coat(accent) if accent else tone_coat(palette, tone)

    def lines(muted: Coat, palette: Palette) -> str:
        """The rules for what is drawn as a line."""
        return "" if background else f".muted-line{{stroke:{muted.ink}}}.border{{stroke:{palette.border}}}"

    light, dark = coats(theme.light), coats(theme.dark or theme.light)
    rules = dark_rules(*zip(light, dark, strict=True)) + (lines(dark[1], theme.dark) if theme.dark else "")
    return CardPaint(*light, light[0].ink if background else theme.light.border, where_dark(rules))
