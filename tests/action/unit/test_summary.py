"""Everything that a report says is decided before a word is written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from action.collected import Collected, Missing
from action.fields import Audience
from action.organisation import Team
from action.summary import Rules, records_of, summarise
from service.evidence import Show, parse_login
from service.score import Level
from tests.action.unit.invented import a_record, a_roster, a_summary, an_entry, crowd, logins, nobody_seen
from tests.fakes import NOW

PEOPLE = crowd("a", 6) | crowd("b", 6, Level.QUIET)
LAST_WEEK = NOW - timedelta(weeks=1)


def test_an_aggregate_has_numbers_and_names_nobody() -> None:
    summary = a_summary(PEOPLE)

    assert summary.people == ()
    assert summary.figures is not None
    assert (summary.figures.levels.people, summary.figures.levels.hands_on) == (12, 6)


@pytest.mark.parametrize("audience", [Audience.AGGREGATE, Audience.CELEBRATE, Audience.OPT_IN])
def test_a_small_group_has_no_numbers_and_leaves_none_behind(audience: Audience) -> None:
    before = (an_entry(LAST_WEEK),)

    summary = a_summary(crowd("a", 4), audience, Team("a", "A", frozenset(crowd("a", 4))), before=before)

    assert (summary.figures, summary.groups, summary.before) == (None, (), None)
    assert summary.reports == before


def test_a_small_group_may_be_named_if_everybody_is() -> None:
    assert [person.login for person in a_summary(crowd("a", 2), Audience.NAMED).people] == ["a-000", "a-001"]


def test_there_are_no_numbers_about_nobody() -> None:
    assert a_summary({}, Audience.NAMED).figures is None


def test_of_those_who_are_celebrated_neither_score_nor_days_are_told() -> None:
    people = a_summary(PEOPLE, Audience.CELEBRATE).people

    assert {(person.level, person.score, person.coding_days_a_week) for person in people} == {
        (Level.HANDS_ON, None, None)
    }


@pytest.mark.parametrize(
    ("show", "score", "days"), [(Show.LEVEL, None, False), (Show.SCORE, 80, False), (Show.FULL, 80, True)]
)
def test_a_named_person_decides_how_much_is_told(show: Show, score: int | None, *, days: bool) -> None:
    ada = parse_login("ada")

    [person] = a_summary({ada: replace(a_record("ada"), show=show)}, Audience.NAMED).people

    assert (person.level, person.score, person.coding_days_a_week is not None) == (Level.HANDS_ON, score, days)


def test_what_cannot_be_seen_of_a_named_person_is_no_nought() -> None:
    [person] = a_summary({parse_login("grey"): nobody_seen("grey")}, Audience.NAMED).people

    assert (person.level, person.score) == (Level.NOT_VISIBLE, None)


def test_only_those_who_opted_in_are_named() -> None:
    people = a_summary(PEOPLE, Audience.OPT_IN, opted_in=logins("a-003", "b-001")).people

    assert [person.login for person in people] == ["a-003", "b-001"]


def test_teams_are_shown_as_far_as_they_are_large_enough() -> None:
    teams = Team("big", "Big", frozenset(crowd("a", 6))), Team("small", "Small", logins("b-001", "b-002"))

    summary = a_summary(PEOPLE, Audience.AGGREGATE, *teams)

    assert [(group.name, group.levels.hands_on) for group in summary.groups] == [("Big", 6), ("everybody else", 0)]
    assert summary.withheld == 1


def test_a_report_is_compared_with_the_last_whole_one_by_the_same_model() -> None:
    older = an_entry(NOW - timedelta(weeks=4))
    before = (
        older,
        an_entry(NOW - timedelta(weeks=3), model_version="0"),
        an_entry(NOW - timedelta(weeks=2), partial=True),
    )

    assert a_summary(PEOPLE, before=before).before == older
    assert a_summary(PEOPLE, before=before[1:]).before is None


def test_a_partial_report_is_not_compared_with_anything() -> None:
    collected = Collected(PEOPLE, {parse_login("c"): Missing.NOT_ASKED})

    summary = summarise(a_roster([*PEOPLE, "c"]), collected, Rules(), (an_entry(LAST_WEEK),), now=NOW)

    assert summary.before is None
    assert summary.reports[-1].partial


def test_the_numbers_of_this_report_are_left_for_the_next() -> None:
    summary = a_summary(PEOPLE, before=(an_entry(LAST_WEEK),), now=NOW.replace(microsecond=5))

    assert [entry.at for entry in summary.reports] == [LAST_WEEK, NOW]
    assert (summary.reports[-1].people, summary.reports[-1].hands_on) == (12, 6)


def test_records_are_handed_on_of_named_people_only() -> None:
    summary = a_summary(PEOPLE, Audience.CELEBRATE)

    assert set(records_of(Collected(PEOPLE), summary.people)) == set(crowd("a", 6))


def test_without_visible_work_there_is_no_median() -> None:
    records = {parse_login(f"g{i}"): nobody_seen(f"g{i}") for i in range(5)}

    assert a_summary(records).reports[-1].median is None
