"""Badges exactly as they were when somebody last looked at them."""

from collections.abc import Callable

import pytest

from service.errors import Status
from service.render.badge import Badge, Look, Shape, Tone, draw
from service.render.look import parse_look
from service.render.themes import THEMES, parse_theme
from tests.service.render.conftest import GOLDEN
from tests.service.render.samples import HANDS_ON, with_status, with_tone

TONES = (Tone.HANDS_ON, Tone.DIPPING_IN, Tone.NOT_VISIBLE)
STATUSES = [status for status in Status if status is not Status.OK]
VARIANTS: dict[str, tuple[Badge, dict[str, str]]] = {
    "arabic": (Badge("الاستمرار في البرمجة", "عمل مباشر · 87", Tone.HANDS_ON, "t"), {"locale": "ar"}),
    "arabic-for-the-badge": (
        Badge("الاستمرار في البرمجة", "عمل مباشر", Tone.HANDS_ON, "t"),
        {"locale": "ar", "style": "for-the-badge"},
    ),
    "arabic-social": (
        Badge("الاستمرار في البرمجة", "عمل مباشر", Tone.HANDS_ON, "t"),
        {"locale": "ar", "style": "social"},
    ),
    "japanese": (Badge("現役エンジニア", "実践中 · 87", Tone.HANDS_ON, "t"), {"locale": "ja"}),
    "emoji": (Badge("👩‍💻 still 👍🏽 engineering 🇦🇹", "🔥 1️⃣", Tone.HANDS_ON, "t"), {}),
    "logo": (HANDS_ON, {"logo": "github"}),
    "logo-arabic": (HANDS_ON, {"logo": "github", "locale": "ar"}),
    "logo-social": (HANDS_ON, {"logo": "python", "logoColor": "blue", "style": "social"}),
    "logo-for-the-badge": (HANDS_ON, {"logo": "go", "style": "for-the-badge"}),
    "logo-alone": (Badge("", "hands-on", Tone.HANDS_ON, "t"), {"logo": "github"}),
    "own-colours": (HANDS_ON, {"color": "fd0", "labelColor": "rebeccapurple"}),
    "no-label": (Badge("", "hands-on", Tone.HANDS_ON, "t"), {}),
    "no-message": (Badge("still engineering", "", Tone.HANDS_ON, "t"), {"style": "for-the-badge"}),
}


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("shape", Shape)
def test_every_style_is_drawn_as_before(shape: Shape, tone: Tone, golden: Callable[[str, str], None]) -> None:
    golden(f"badge-{shape}-{tone.replace(' ', '-')}", draw(with_tone(tone), Look(shape=shape)))


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_drawn_as_before(status: Status, golden: Callable[[str, str], None]) -> None:
    golden(f"badge-status-{status}", draw(with_status(status)))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_drawn_as_before(theme: str, golden: Callable[[str, str], None]) -> None:
    golden(f"badge-theme-{theme}", draw(HANDS_ON, Look(theme=parse_theme(theme))))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_drawn_as_before(variant: str, golden: Callable[[str, str], None]) -> None:
    badge, query = VARIANTS[variant]

    golden(f"badge-{variant}", draw(badge, parse_look(query)))


def test_no_golden_badge_is_left_over() -> None:
    drawn = (
        {f"badge-{shape}-{tone.replace(' ', '-')}" for shape in Shape for tone in TONES}
        | {f"badge-status-{status}" for status in STATUSES}
        | {f"badge-theme-{theme}" for theme in THEMES}
        | {f"badge-{variant}" for variant in VARIANTS}
    )

    assert {path.stem for path in GOLDEN.glob("badge-*.svg")} == drawn
