"""The card: the score with everything that explains it, or a sentence why there is none, as one SVG."""

from dataclasses import replace

from service.render.card_layout import arrange
from service.render.card_look import CardLook, Section
from service.render.card_text import describe, title
from service.render.card_values import Card, Part, Week
from service.render.paint import card_paint
from service.render.sheet import WIDTH
from service.render.templates import template
from service.render.text import shorten
from service.render.words import words

__all__ = ["Card", "CardLook", "Part", "Section", "Week", "draw_card"]

LONGEST_TITLE = 300
LONGEST_DESCRIPTION = 6000


def draw_card(card: Card, look: CardLook = CardLook()) -> str:  # noqa: B008 - a frozen value
    """The card as SVG, 440 px wide; whatever the texts contain it is well-formed, and equal input gives equal bytes."""
    spoken = words(look.locale)
    shown = _without_hidden(card, look.hide)
    return template("card").render(
        width=WIDTH,
        page=arrange(shown, look.hide, spoken),
        paint=card_paint(look.theme, card.tone, look.colour, look.background),
        border=look.border,
        locale=look.locale,
        right_to_left=spoken.right_to_left,
        title=shorten(title(shown, spoken), LONGEST_TITLE),
        description=shorten(describe(shown, look.hide, spoken), LONGEST_DESCRIPTION),
    )


def _without_hidden(card: Card, hide: frozenset[Section]) -> Card:
    """The card without what shall not be shown, so that its description does not tell it either."""
    return replace(
        card,
        score=None if Section.SCORE in hide else card.score,
        weeks=() if Section.WEEKS in hide else card.weeks,
        parts=() if Section.PARTS in hide else card.parts,
        gaps=() if Section.GAPS in hide else card.gaps,
    )
