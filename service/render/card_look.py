"""How a card shall look: everything that only concerns the drawing, read from a query and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.errors import InvalidParameter
from service.render.choices import parse_choice, shown
from service.render.colours import Colour
from service.render.look import parse_optional_colour
from service.render.themes import AUTO, Theme, parse_theme
from service.render.words import DEFAULT_LOCALE, parse_locale


class Section(StrEnum):
    """What can be left out of a card."""

    SCORE = "score"
    WEEKS = "weeks"
    PARTS = "parts"
    LAST_DAY = "last-day"
    CONFIDENCE = "confidence"
    ASSISTED = "assisted"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class CardLook:
    """The choices of one card; every value has been checked by its parser.

    Attributes:
        colour: of the level and the bars, instead of the theme's colour for the level.
        background: behind everything, instead of the theme's.
    """

    theme: Theme = AUTO
    hide: frozenset[Section] = frozenset()
    border: bool = True
    colour: Colour | None = None
    background: Colour | None = None
    locale: str = DEFAULT_LOCALE


def parse_card_look(query: Mapping[str, str]) -> CardLook:
    """Read `theme`, `hide`, `border`, `color`, `background` and `locale`; an empty value is a missing one.

    Raises:
        InvalidParameter: a value is not allowed; its sentence says which and what is.
    """
    return CardLook(
        theme=parse_theme(query.get("theme") or AUTO.name),
        hide=parse_hide(query.get("hide") or ""),
        border=parse_choice("border", query.get("border") or "true", ("true", "false")) == "true",
        colour=parse_optional_colour(query, "color"),
        background=parse_optional_colour(query, "background"),
        locale=parse_locale(query.get("locale") or DEFAULT_LOCALE),
    )


def parse_hide(text: str) -> frozenset[Section]:
    """The sections named in a list with commas, such as `parts,gaps`.

    Raises:
        InvalidParameter: a name is not that of a section.
    """
    names = [name for name in (part.strip().lower() for part in text.split(",")) if name]
    for name in names:
        if name not in set(Section):
            raise InvalidParameter(f"hide={shown(name)} is not part of the card; choose from {', '.join(Section)}.")
    return frozenset(map(Section, names))
