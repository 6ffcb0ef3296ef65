"""Whoever cannot be seen is not counted as "not hands-on", and nothing about a few follows from that."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from action.collected import Collected
from action.fields import Audience
from action.organisation import Team
from action.report import BODY_CHARACTERS, Frame, characters, render, to_json
from action.summary import Rules, Summary, summarise
from service.errors import OptedOut
from service.evidence import Login, parse_login
from service.record import Record, record_of_error, record_of_score
from service.score import Level
from tests.action.unit.invented import a_roster, a_score, a_summary, an_entry, crowd, nobody_seen
from tests.fakes import NOW

LAST_WEEK = NOW - timedelta(weeks=1)


def _unseen(count: int) -> dict[Login, Record]:
    return {parse_login(f"q{i}"): nobody_seen(f"q{i}") for i in range(count)}


def _text(summary: Summary) -> str:
    return render(summary, Frame("Weekly"), characters, BODY_CHARACTERS)


def test_shares_are_of_those_whose_work_can_be_seen_and_the_others_have_a_row_of_their_own() -> None:
    text = _text(a_summary(crowd("a", 6) | crowd("b", 2, Level.QUIET) | _unseen(12)))

    assert "Of 20 people looked at, the work of 8 can be seen from here: **6 are hands-on**, 0 in touch" in text
    assert (
        "| | people | share of 8 |\n|---|--:|--:|\n| **hands-on**: writes code in a steady rhythm | 6 | 75 % |" in text
    )
    assert "| little to see from here: other work, leave, private repositories, another host | 2 | 25 % |" in text
    assert "| cannot be seen from here; that says nothing about them | 12 |  |" in text


def test_one_person_is_hands_on_and_several_are() -> None:
    assert "**1 is hands-on**" in _text(a_summary(crowd("a", 1) | crowd("b", 5, Level.QUIET)))


def test_where_nobody_can_be_seen_there_is_a_sentence_and_no_table() -> None:
    text = _text(a_summary(_unseen(6), before=(an_entry(LAST_WEEK, people=6, visible=0, hands_on=0),)))

    assert (
        "Of 6 people looked at, the work of none can be seen from here. That says nothing about them.\n\n## C" in text
    )


def test_where_few_can_be_seen_it_is_not_told_how_many_and_there_are_no_shares() -> None:
    summary = a_summary(crowd("a", 3) | _unseen(17), before=(an_entry(LAST_WEEK),))
    text, document = _text(summary), json.loads(to_json(summary))

    assert "Of 20 people looked at, **3 are hands-on**" in text
    assert "| | people |\n|---|--:|\n" in text
    assert "| little or nothing to see from here: other work, leave, private repositories, another host | 17 |" in text
    assert "Shares are left out: they would tell about fewer than 5 people." in text
    assert "no activity" not in text
    assert (document["levels"]["visible"], document["levels"]["not_visible"]) == (None, None)
    assert (document["coverage"]["not_visible"], summary.before, summary.trend) == (None, None, ())


def test_beside_names_few_who_cannot_be_seen_are_not_told_by_the_shares_of_the_others() -> None:
    oona = {parse_login("oona"): record_of_error("oona", OptedOut("off"), NOW)}

    summary = a_summary(crowd("a", 6) | crowd("b", 9, Level.QUIET) | _unseen(2) | oona, Audience.CELEBRATE)
    figures, document = summary.figures, json.loads(to_json(summary))

    assert figures is not None
    assert figures.spread is not None
    assert (figures.levels.visible, figures.spread.people, summary.reports[-1].visible) == (None, None, None)
    assert summary.coverage.nothing_to_tell == 3
    assert document["coding_days_a_week"]["people"] is None
    assert "This is about those whose coding days can be seen;" in _text(summary)


def test_where_everybody_is_named_shares_tell_nothing_that_the_rows_do_not() -> None:
    text = _text(a_summary(crowd("a", 3) | _unseen(1), Audience.NAMED))

    assert "Of 4 people looked at, the work of 3 can be seen from here: **3 are hands-on**" in text


def test_teams_say_how_many_of_them_can_be_seen_unless_it_tells_about_few() -> None:
    seen, unseen = crowd("a", 10) | crowd("b", 6, Level.QUIET), _unseen(12)
    plain = Team("plain", "Plain", frozenset([*crowd("a", 10), *list(unseen)[:3]]))
    telling = Team("telling", "Telling", frozenset([*list(crowd("b", 6))[:4], *list(unseen)[5:10]]))

    summary = a_summary(seen | unseen, Audience.AGGREGATE, plain, telling)

    told = {group.name: (group.levels.people, group.levels.visible) for group in summary.groups}
    assert told == {"Plain": (13, 10), "Telling": (9, None), "everybody else": (6, None)}
    assert "| team | people | can be seen | hands-on |" in _text(summary)
    assert "| Telling | 9 | \u2013 | 0 | 0 | 0 | \u2013 |" in _text(summary)
    assert "\n\u2013: not known, or about too few people to be told.\n" in _text(summary)


def test_work_that_is_only_a_private_number_has_no_coding_days_beside_a_name() -> None:
    score = replace(a_score("pat"), coding_days=0, private_days=60)

    summary = a_summary({parse_login("pat"): record_of_score(score)}, Audience.NAMED)

    assert summary.people[0].coding_days_a_week is None
    assert "| [pat](https://github.com/pat) | hands-on | 80 | \u2013 |\n\n\u2013: not known, or not shown" in _text(
        summary
    )


def test_names_with_all_their_numbers_need_no_explanation_of_gaps() -> None:
    assert "\u2013" not in _text(a_summary(crowd("a", 6), Audience.NAMED))


@pytest.mark.parametrize("visible", [None, 0])
def test_a_report_is_not_compared_with_one_that_had_no_share(visible: int | None) -> None:
    older = an_entry(NOW - timedelta(weeks=2), people=12, visible=12)
    before = (older, an_entry(LAST_WEEK, people=12, visible=visible, hands_on=0, in_touch=0, dipping_in=0))

    summary = a_summary(crowd("a", 12), before=before)

    assert summary.before == older
    assert [entry.visible for entry in summary.trend] == [12, 12]
    assert [entry.visible for entry in summary.reports] == [12, visible, 12]


_NAMES = [f"p{i:02d}" for i in range(24)]
_PEOPLE = list(map(parse_login, _NAMES))
_SOME = st.frozensets(st.sampled_from(_PEOPLE))


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(list(Level)), min_size=24, max_size=24),
    st.lists(_SOME, max_size=4),
    _SOME,
    st.sampled_from([Audience.AGGREGATE, Audience.CELEBRATE, Audience.OPT_IN]),
    st.integers(2, 8),
)
def test_nothing_is_told_about_fewer_unnamed_people_who_can_be_seen_than_allowed(
    levels: list[Level], teams: list[frozenset[Login]], opted_in: frozenset[Login], audience: Audience, smallest: int
) -> None:
    records = {login: record_of_score(a_score(login, level)) for login, level in zip(_PEOPLE, levels, strict=True)}
    named_teams = [Team(f"t{i}", f"t{i}", members) for i, members in enumerate(teams)]
    roster, rules = a_roster(_NAMES, *named_teams), Rules(audience, smallest, opted_in)

    summary = summarise(roster, Collected(records), rules, (), now=NOW)

    unnamed = {login for login in _PEOPLE if login not in {parse_login(person.login) for person in summary.people}}
    seen = {login for login in unnamed if records[login].score != a_score(login, Level.NOT_VISIBLE)}
    told = [group for group in summary.groups if group.levels.visible is not None]
    members = {team.name: team.logins for team in named_teams}
    shown = [members[group.name] for group in summary.groups if group.name in members]
    rest = frozenset(_PEOPLE).difference(*shown)
    parts: dict[tuple[bool, ...], int] = {}
    for login in seen:
        key = tuple(login in members.get(group.name, rest) for group in told)
        parts[key] = parts.get(key, 0) + 1
    whole = summary.figures.levels.visible if summary.figures else None
    assert whole is not None or not told
    assert whole is None or all(size >= smallest for size in parts.values())
    assert whole is not None or summary.coverage.not_visible is None or not summary.figures
