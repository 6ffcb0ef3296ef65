"""Everything that a report says is decided before a word is written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from action.collected import Collected, Missing
from action.fields import Audience
from action.organisation import Team
from action.summary import Rules, records_of, summarise
from service.errors import OptedOut, Paused
from service.evidence import Login, Show, parse_login
from service.record import Record, record_of_error
from service.score import Level
from tests.action.unit.invented import a_record, a_roster, a_score, a_summary, an_entry, crowd, logins, nobody_seen
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


def _unseen(count: int) -> dict[Login, Record]:
    return {parse_login(f"q{i}"): nobody_seen(f"q{i}") for i in range(count)}


@pytest.mark.parametrize(("seen", "told"), [(1, False), (4, False), (5, True)])
def test_days_and_weeks_are_about_enough_people_who_can_be_seen(seen: int, *, told: bool) -> None:
    people = crowd("a", seen) | _unseen(5)

    summary = a_summary(people, Audience.AGGREGATE, Team("t", "T", frozenset(people)))

    assert summary.figures is not None
    assert (summary.figures.spread is not None, bool(summary.figures.weeks)) == (told, told)
    assert (summary.reports[-1].median is not None) is told
    assert [group.spread is not None for group in summary.groups] == [told]


def test_a_team_has_no_days_if_they_tell_about_one_person_outside_of_it() -> None:
    seen, unseen = crowd("a", 6), _unseen(6)
    team = Team("t", "T", frozenset(list(seen)[:5]) | frozenset(list(unseen)[:1]))

    summary = a_summary(seen | unseen, Audience.AGGREGATE, team)

    assert summary.figures is not None
    assert summary.figures.spread is not None
    assert [(group.levels.people, group.spread) for group in summary.groups] == [(6, None), (6, None)]


@pytest.mark.parametrize(("show", "told"), [(Show.LEVEL, False), (Show.SCORE, False), (Show.FULL, True)])
@pytest.mark.parametrize("others", [0, 9])
def test_days_tell_no_more_about_a_named_person_than_they_show(show: Show, others: int, *, told: bool) -> None:
    score = replace(a_score(), ai_assisted_share_at_least=0.5)
    ada = {parse_login("ada"): replace(a_record("ada"), score=score, show=show)}

    figures = a_summary(ada | crowd("b", others), Audience.NAMED).figures

    assert figures is not None
    assert (figures.spread is not None, bool(figures.weeks), figures.levels.people) == (told, told, 1 + others)
    assert (figures.assisted is not None) is told


@pytest.mark.parametrize("error", [Paused("x"), OptedOut("x")])
def test_beside_names_it_is_not_told_who_paused_and_who_asked_not_to_be_looked_at(error: Paused | OptedOut) -> None:
    paul = {parse_login("paul"): record_of_error("paul", error, NOW)}

    coverage = a_summary(crowd("a", 8) | paul, Audience.NAMED).coverage

    assert (coverage.opted_out, coverage.paused, coverage.nothing_to_tell) == (None, None, 1)


def test_an_opt_out_between_two_reports_is_not_told_by_their_difference() -> None:
    before = a_summary(crowd("a", 6) | crowd("b", 6), now=LAST_WEEK).reports
    leaving = parse_login("a-000")
    people = crowd("a", 6) | crowd("b", 6) | {leaving: record_of_error(leaving, OptedOut("off"), NOW)}
    joined = crowd("c", 1)

    for now in (people, people | joined):
        summary = a_summary(now, before=before)
        assert (summary.before, [entry.at for entry in summary.reports]) == (None, [NOW])


def test_a_report_is_not_compared_with_one_from_later() -> None:
    assert a_summary(PEOPLE, before=(an_entry(NOW + timedelta(hours=1)),)).before is None
