"""What a card shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.render.card import Card, CardLook, Part, Section, Week, draw_card
from service.render.card_look import parse_card_look
from service.render.themes import THEMES, Tone
from service.render.words import LOCALES, words
from tests.service.render.samples import FRIDAY, MONDAY, OCTOCAT, WEEKS
from tests.service.render.svg import child_text, find_all, parse, texts

WARMING = Card("octocat", "warming up", Tone.WAITING, message="The first look at this account is still running.")


def bars(card: Card, look: CardLook | None = None) -> list[tuple[float, float]]:
    """Left edge and height of every solid bar of the strip."""
    rects = find_all(parse(draw_card(card, look or CardLook())), "rect")
    return [
        (float(rect.get("x", "")), float(rect.get("height", "")))
        for rect in rects
        if rect.get("width") == "20" and rect.get("fill") != "none"
    ]


def test_a_card_is_as_wide_as_two_badges() -> None:
    assert parse(draw_card(OCTOCAT)).get("width") == "440"


def test_a_card_shows_the_score_and_what_explains_it() -> None:
    shown = texts(parse(draw_card(OCTOCAT)))

    assert {
        "octocat",
        "still engineering",
        "hands-on",
        "90 of 100",
        "rhythm",
        "51.4 of 60",
        "25.0 of 25",
        "13.3 of 15",
        "last coding day: 2026-11-20",
        "confidence: high",
        "AI-assisted: at least 12 %",
        "as of 2026-11-20",
        "Private work is not visible from here.",
    } <= set(shown)


def test_the_title_says_the_card_in_one_sentence() -> None:
    assert child_text(parse(draw_card(OCTOCAT)), "title") == "octocat: hands-on, 90 of 100, as of 2026-11-20"


def test_the_description_has_every_number() -> None:
    description = child_text(parse(draw_card(OCTOCAT)), "desc")

    for week in WEEKS:
        days = "1 coding day, " if week.coding_days == 1 else f"{week.coding_days} coding days, "
        known = "" if week.private_days and not week.coding_days else days
        assert f"week of {week.start}: {known}quality {week.quality:.1f}" in description
    assert "recency: 25.0 of 25" in description
    assert "not seen: 40 of 212 commits were looked at." in description


def test_the_strip_has_a_bar_for_each_week_with_coding_days_the_newest_last() -> None:
    heights = [height for _, height in sorted(bars(OCTOCAT))]

    assert heights == [6.0 * week.coding_days for week in reversed(WEEKS) if week.coding_days]


def test_in_a_right_to_left_language_the_newest_week_is_on_the_left() -> None:
    heights = [height for _, height in sorted(bars(OCTOCAT, CardLook(locale="ar")))]

    assert heights == [6.0 * week.coding_days for week in WEEKS if week.coding_days]


def test_private_days_stand_dashed_on_top_of_the_others() -> None:
    card = replace(OCTOCAT, weeks=(Week(MONDAY, 2, 2.0, 3),))

    dashed = [rect for rect in find_all(parse(draw_card(card)), "rect") if rect.get("stroke-dasharray")]

    assert [rect.get("height") for rect in dashed] == [f"{3 * 42 / 5:g}"]
    assert "2+3" in texts(parse(draw_card(card)))


def test_the_fullest_week_uses_the_paper_from_a_working_week_on() -> None:
    def tallest(*days: int) -> float:
        card = replace(OCTOCAT, weeks=tuple(Week(MONDAY, each, 1.0, 0) for each in days))
        bars = [rect for rect in find_all(parse(draw_card(card)), "rect") if rect.get("width") == "20"]
        return max(float(bar.get("height", "0")) for bar in bars)

    assert (tallest(1, 3), tallest(5), tallest(7), tallest(1, 7)) == (25.2, 42, 42, 42)


def test_a_week_of_private_days_alone_shows_no_zero() -> None:
    root = parse(draw_card(replace(OCTOCAT, weeks=(Week(MONDAY, 0, 1.5, 3),))))

    assert "+3" in texts(root)
    assert "week of 2026-11-16: quality 1.5, 3 private days" in child_text(root, "desc")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_full_marks_are_a_line_over_the_ground_that_is_told_too(locale: str) -> None:
    root = parse(draw_card(OCTOCAT, CardLook(locale=locale)))

    ground = next(rect for rect in find_all(root, "rect") if (rect.get("width"), rect.get("height")) == ("400", "1"))
    (line,) = find_all(root, "path")
    assert line.get("d") == f"M20 {float(ground.get('y', '')) - 3 * 6:g}h400"
    meaning = words(locale).full_marks.format(days=words(locale).coding_days.of(3))
    assert any(meaning in text for text in texts(root))
    assert meaning in child_text(root, "desc")


@pytest.mark.parametrize("count", [1, 2, 12])
def test_the_line_of_full_marks_stops_where_a_bar_and_its_number_stand(count: int) -> None:
    root = parse(draw_card(replace(OCTOCAT, weeks=tuple(replace(WEEKS[0], private_days=0) for _ in range(count)))))

    (line,) = find_all(root, "path")
    dash, gap = map(float, line.get("stroke-dasharray", "").split())
    first = 20 + dash - float(line.get("stroke-dashoffset", ""))
    lefts = [float(rect.get("x", "")) for rect in find_all(root, "rect") if rect.get("width") == "20"]
    assert gap == 20
    assert lefts == pytest.approx([first + index * (dash + gap) for index in range(count)], abs=0.2)


def test_the_line_is_as_dark_as_what_is_muted_in_both_surroundings() -> None:
    svg = draw_card(OCTOCAT)

    (line,) = find_all(parse(svg), "path")
    assert (line.get("stroke"), line.get("class")) == (THEMES["light"].light.muted, "muted-line")
    assert f".muted-line{{stroke:{THEMES['dark'].light.muted}}}" in svg


def test_without_weeks_there_is_no_line() -> None:
    svg = draw_card(OCTOCAT, CardLook(hide=frozenset({Section.WEEKS})))

    assert "full marks" not in svg
    assert "<path" not in svg


def test_a_week_has_no_more_than_seven_days() -> None:
    card = replace(OCTOCAT, weeks=(Week(MONDAY, 9, 9.0, 9),))

    assert bars(card)[0][1] == 42


def test_a_legend_is_there_only_for_what_it_explains() -> None:
    without = replace(OCTOCAT, weeks=tuple(replace(week, private_days=0) for week in WEEKS))

    assert "coding days in each of twelve weeks, dashed: private" in texts(parse(draw_card(OCTOCAT)))
    assert "coding days in each of twelve weeks" in texts(parse(draw_card(without)))


@pytest.mark.parametrize(("points", "width"), [(0.0, 0.0), (30.0, 90.0), (60.0, 180.0), (99.0, 180.0), (-1.0, 0.0)])
def test_the_bar_of_a_part_is_its_share_of_the_track(points: float, width: float) -> None:
    card = replace(OCTOCAT, weeks=(), parts=(Part("rhythm", points, 60),))

    track, bar = (rect for rect in find_all(parse(draw_card(card)), "rect") if rect.get("rx") == "4")

    assert (float(track.get("width", "")), float(bar.get("width", ""))) == (180, width)


@pytest.mark.parametrize(
    ("section", "gone"),
    [
        (Section.SCORE, "90 of 100"),
        (Section.WEEKS, "week"),
        (Section.PARTS, "51.4 of 60"),
        (Section.LAST_DAY, "last coding day"),
        (Section.CONFIDENCE, "confidence"),
        (Section.ASSISTED, "AI-assisted"),
        (Section.GAPS, "Private work"),
    ],
)
def test_what_is_hidden_is_neither_drawn_nor_told(section: Section, gone: str) -> None:
    assert gone in draw_card(OCTOCAT)
    assert gone not in draw_card(OCTOCAT, CardLook(hide=frozenset({section})))


def test_no_coding_day_is_said_and_not_left_out() -> None:
    assert "last coding day: none seen" in texts(parse(draw_card(replace(OCTOCAT, last_coding_day=None))))


def test_a_stale_card_says_so_in_the_picture_and_in_the_description() -> None:
    root = parse(draw_card(replace(OCTOCAT, stale=True)))

    assert "may be out of date" in texts(root)
    assert "may be out of date" in child_text(root, "desc")


def test_a_card_without_a_score_says_why_in_a_sentence() -> None:
    root = parse(draw_card(WARMING))

    assert texts(root) == ["octocat", "still engineering", "warming up", WARMING.message]
    assert child_text(root, "desc") == WARMING.message
    assert child_text(root, "title") == "octocat: warming up"


def test_a_card_is_only_as_high_as_what_it_says() -> None:
    low, high = (float(parse(draw_card(card)).get("height", "")) for card in (WARMING, OCTOCAT))

    assert low < 120
    assert 300 < high < 360


def test_a_card_can_do_without_its_border() -> None:
    frames = [find_all(parse(draw_card(OCTOCAT, CardLook(border=border))), "rect")[0] for border in (True, False)]

    assert [(frame.get("class"), frame.get("stroke")) for frame in frames] == [
        ("surface border", "#d0d7de"),
        ("surface", None),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_drawn_outside_the_card(locale: str) -> None:
    long = replace(
        OCTOCAT, login="an-extremely-long-login-of-39-characters", headline="x" * 60, gaps=("word " * 60,) * 5
    )

    root = parse(draw_card(long, parse_card_look({"locale": locale})))

    height = float(root.get("height", ""))
    for element in [*find_all(root, "text"), *find_all(root, "rect")]:
        assert 0 <= float(element.get("x", "")) <= 440
        assert 0 <= float(element.get("y", "")) + float(element.get("height", "0")) <= height


def test_a_foreign_sentence_keeps_its_full_stop_at_its_end() -> None:
    shown = texts(parse(draw_card(OCTOCAT, CardLook(locale="ar"))))

    assert "\u200ePrivate work is not visible from here.\u200e" in shown


def test_weeks_may_be_fewer_than_twelve() -> None:
    newcomer = replace(OCTOCAT, weeks=(Week(MONDAY, 1, 0.5), Week(MONDAY - timedelta(weeks=1), 3, 3.0)))

    assert len(bars(newcomer)) == 2
    assert str(date(2026, 11, 9)) in texts(parse(draw_card(newcomer)))


def test_the_day_it_was_observed_is_always_shown() -> None:
    everything = CardLook(hide=frozenset(Section))

    assert f"as of {FRIDAY}" in texts(parse(draw_card(OCTOCAT, everything)))
