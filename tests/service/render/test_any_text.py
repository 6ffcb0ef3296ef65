"""Whatever people write, the drawing is well-formed and holds nothing but ours."""

from hypothesis import given
from hypothesis import strategies as st

from service.render.badge import LONGEST_HALF, Badge, Look, Shape, Tone, draw
from service.render.card import Card, CardLook, draw_card
from service.render.text import count_letters
from service.render.words import LOCALES
from tests.service.render.svg import child_text, parse, strangers, texts

NASTY = st.sampled_from(
    (
        "\x00\x08\x0b\x1f\x7f\x85",
        "\ud800",
        "\ufffe\uffff",
        "\u202e",
        "]]>",
        "<script>alert(1)</script>",
        '" onload="alert(1)',
        "'><a href='//x'>",
        "&amp;&lt;&#0;",
        "%s%(label)s%%",
        "{label}{0}{boxes.width:g}",
        "{{ 7 * 7 }}{% raw %}",
        "e\u0301" * 30,
        "a" + "\u0300" * 200,
        "👩‍💻🇦🇹👍🏽1️⃣",
        "ﷺ عمل",
    )
)
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=())),
    NASTY,
    st.lists(st.one_of(NASTY, st.text(max_size=5)), max_size=20).map("".join),
)
LOOKS = st.builds(Look, shape=st.sampled_from(Shape), locale=st.sampled_from(LOCALES))
BADGES = st.builds(Badge, label=TEXT, message=TEXT, tone=st.sampled_from(Tone), title=TEXT, description=TEXT)
CARDS = st.builds(
    Card,
    login=TEXT,
    headline=TEXT,
    tone=st.sampled_from(Tone),
    message=TEXT,
    gaps=st.lists(TEXT, max_size=3).map(tuple),
)


@given(BADGES, LOOKS)
def test_any_badge_is_well_formed_and_holds_only_our_elements(badge: Badge, look: Look) -> None:
    assert strangers(parse(draw(badge, look))) == []


@given(BADGES, LOOKS)
def test_any_badge_survives_utf_8(badge: Badge, look: Look) -> None:
    assert draw(badge, look).encode().decode() == draw(badge, look)


@given(BADGES, LOOKS)
def test_no_half_is_longer_than_the_limit(badge: Badge, look: Look) -> None:
    # Upper case may need more letters than lower case: the German sharp s becomes two.
    assert all(count_letters(text) <= 3 * LONGEST_HALF for text in texts(parse(draw(badge, look))))


@given(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=50))
def test_a_text_without_surprises_is_written_as_it_is(text: str) -> None:
    root = parse(draw(Badge(text, text, Tone.QUIET, text)))

    assert (texts(root), child_text(root, "title")) == ([text, text], text)


@given(CARDS, st.sampled_from(LOCALES))
def test_any_card_is_well_formed_and_holds_only_our_elements(card: Card, locale: str) -> None:
    assert strangers(parse(draw_card(card, CardLook(locale=locale)))) == []
