"""Cards exactly as they were when somebody last looked at them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.render.card import Card, draw_card
from service.render.card_look import parse_card_look
from service.render.themes import THEMES, Tone
from service.render.words import LOCALES, words
from tests.service.render.conftest import GOLDEN
from tests.service.render.samples import FRIDAY, OCTOCAT

NOT_VISIBLE = Card(
    "octocat",
    "not visible",
    Tone.NOT_VISIBLE,
    as_of=FRIDAY,
    message="No activity can be seen from here; that says nothing about the work.",
)
WARMING = Card("octocat", "warming up", Tone.WAITING, message="The first look at this account is still running.")
VARIANTS: dict[str, tuple[Card, dict[str, str]]] = {
    "not-visible": (NOT_VISIBLE, {}),
    "warming": (WARMING, {}),
    "stale": (replace(OCTOCAT, stale=True), {}),
    "hidden": (OCTOCAT, {"hide": "score,weeks,parts,last-day,confidence,assisted,gaps"}),
    "own-colours": (OCTOCAT, {"border": "false", "color": "purple", "background": "fff0d0"}),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_is_drawn_as_before(locale: str, golden: Callable[[str, str], None]) -> None:
    said = words(locale)
    gaps = (said.gap_sentences["private_not_visible"], said.gap_sentences["commits_not_looked_at"].format(40, 212))
    card = replace(OCTOCAT, headline=said.levels["hands-on"], gaps=gaps)

    golden(f"card-locale-{locale}", draw_card(card, parse_card_look({"locale": locale})))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_drawn_as_before(theme: str, golden: Callable[[str, str], None]) -> None:
    golden(f"card-theme-{theme}", draw_card(OCTOCAT, parse_card_look({"theme": theme})))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_drawn_as_before(variant: str, golden: Callable[[str, str], None]) -> None:
    card, query = VARIANTS[variant]

    golden(f"card-{variant}", draw_card(card, parse_card_look(query)))


def test_no_golden_card_is_left_over() -> None:
    drawn = (
        {f"card-locale-{locale}" for locale in LOCALES}
        | {f"card-theme-{theme}" for theme in THEMES}
        | {f"card-{variant}" for variant in VARIANTS}
    )

    assert {path.stem for path in GOLDEN.glob("card-*.svg")} == drawn
