"""How a badge shall look: everything that only concerns the drawing, read from a query and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.errors import InvalidParameter
from service.render.choices import parse_choice
from service.render.colours import Colour, parse_colour
from service.render.logos import Logo, parse_logo
from service.render.text import clean, count_letters
from service.render.themes import AUTO, Theme, parse_theme
from service.render.words import DEFAULT_LOCALE, parse_locale

LONGEST_LABEL = 60


class Shape(StrEnum):
    """The styles of badges, by the names README writers know."""

    FLAT = "flat"
    FLAT_SQUARE = "flat-square"
    PLASTIC = "plastic"
    FOR_THE_BADGE = "for-the-badge"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of one badge; every value has been checked by its parser.

    Attributes:
        colour: behind the message instead of the theme's colour for its tone.
        label_colour: behind the label instead of the theme's.
        logo_colour: of the logo instead of that of the letters beside it.
        locale: decides the direction, and which glyphs the viewer's font takes.
    """

    shape: Shape = Shape.FLAT
    theme: Theme = AUTO
    colour: Colour | None = None
    label_colour: Colour | None = None
    logo: Logo | None = None
    logo_colour: Colour | None = None
    locale: str = DEFAULT_LOCALE


def parse_look(query: Mapping[str, str]) -> Look:
    """Read `style`, `theme`, `color`, `labelColor`, `logo`, `logoColor` and `locale`; an empty value is a missing one.

    Raises:
        InvalidParameter: a value is not allowed; its sentence says which and what is.
    """
    return Look(
        shape=Shape(parse_choice("style", query.get("style") or Shape.FLAT, Shape)),
        theme=parse_theme(query.get("theme") or AUTO.name),
        colour=parse_optional_colour(query, "color"),
        label_colour=parse_optional_colour(query, "labelColor"),
        logo=parse_logo(query["logo"]) if query.get("logo") else None,
        logo_colour=parse_optional_colour(query, "logoColor"),
        locale=parse_locale(query.get("locale") or DEFAULT_LOCALE),
    )


def parse_optional_colour(query: Mapping[str, str], parameter: str) -> Colour | None:
    """The colour that this parameter names, or None if it is missing or empty.

    Raises:
        InvalidParameter: it is not a colour.
    """
    text = query.get(parameter)
    try:
        return parse_colour(text) if text else None
    except InvalidParameter as problem:
        raise InvalidParameter(f"{parameter}: {problem}") from problem


def parse_label(text: str) -> str:
    """The label somebody wants instead of the usual one; empty means no label half at all.

    Raises:
        InvalidParameter: it has more than 60 letters.
    """
    label = clean(text)
    if (length := count_letters(label)) > LONGEST_LABEL:
        raise InvalidParameter(f"label= has {length} letters; at most {LONGEST_LABEL} fit on a badge.")
    return label
