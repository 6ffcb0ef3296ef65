"""The pictures of a report."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from action.collected import Collected
from action.drawing import pictures, trend
from action.fields import Audience
from action.figures import WeekFigure, levels_of
from action.summary import Figures, records_of
from service.evidence import parse_login
from service.score import Level
from tests.action.unit.invented import a_record, a_summary, crowd
from tests.fakes import NOW

PEOPLE = crowd("a", 6) | crowd("b", 6, Level.QUIET)


def _words(svg: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))


def test_an_aggregate_has_pictures_of_the_whole_only() -> None:
    drawn = pictures(a_summary(PEOPLE), PEOPLE)

    assert set(drawn) == {"trend.svg", "summary.svg"}
    assert "6 of 12 hands-on" in drawn["summary.svg"]


def test_people_who_are_named_have_a_badge_and_a_card() -> None:
    summary = a_summary(PEOPLE, Audience.CELEBRATE)

    drawn = pictures(summary, records_of(Collected(PEOPLE), summary.people))

    assert {"badge/a-000.svg", "card/a-005.svg"} <= set(drawn)
    assert not any("b-0" in path for path in drawn)


def test_the_badge_of_somebody_who_is_celebrated_has_no_number() -> None:
    summary = a_summary(PEOPLE, Audience.CELEBRATE)

    drawn = pictures(summary, PEOPLE)

    assert "80" not in _words(drawn["badge/a-000.svg"])


def test_the_badge_of_somebody_who_is_named_has_the_score() -> None:
    ada = {parse_login("ada"): a_record("ada")}

    drawn = pictures(a_summary(ada, Audience.NAMED), ada)

    assert "80" in _words(drawn["badge/ada.svg"])


def test_somebody_without_a_record_and_a_group_without_numbers_have_no_picture() -> None:
    named = a_summary(crowd("a", 1), Audience.NAMED)

    assert pictures(replace(named, figures=None), {}) == {}


@pytest.mark.parametrize(
    ("seen", "unseen", "told"),
    [(8, 6, "8 of 8 hands-on"), (0, 6, "nothing to see from here"), (3, 6, "3 hands-on")],
    ids=["some", "none", "few"],
)
def test_the_badge_of_everybody_counts_nobody_against_those_who_cannot_be_seen(
    seen: int, unseen: int, told: str
) -> None:
    people = crowd("a", seen) | crowd("q", unseen, Level.NOT_VISIBLE)

    drawn = pictures(a_summary(people), {})["summary.svg"]

    assert f"harbour-works: {told}, as of" in drawn


def test_nobody_hands_on_is_no_reason_for_a_loud_colour() -> None:
    quiet = crowd("b", 6, Level.QUIET)

    drawn = pictures(a_summary(quiet), quiet)["summary.svg"]

    assert "0 of 6 hands-on" in drawn
    assert drawn != pictures(a_summary(PEOPLE), PEOPLE)["summary.svg"]


def _figures(counts: list[int]) -> Figures:
    weeks = tuple(WeekFigure(NOW.date(), count) for count in counts)
    return Figures(levels_of([], visible=True), None, weeks, None)


@settings(max_examples=40)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])),
    st.lists(st.integers(0, 2000), min_size=12, max_size=12),
)
def test_a_trend_is_well_formed_whatever_the_name_and_its_bars_fit(name: str, counts: list[int]) -> None:
    root = ET.fromstring(trend(name, _figures(counts)))  # noqa: S314 - our own picture

    bars = [element for element in root.iter() if element.tag.endswith("rect") and element.get("height")]
    assert len(bars) >= 12
    assert all(0 <= float(bar.get("y", "0")) <= 96 for bar in bars)


def test_weeks_that_are_not_told_are_not_drawn() -> None:
    summary = a_summary(PEOPLE)
    assert summary.figures is not None

    drawn = pictures(replace(summary, figures=replace(summary.figures, weeks=())), {})

    assert set(drawn) == {"summary.svg"}
