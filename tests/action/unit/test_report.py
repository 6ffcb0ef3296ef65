"""The report as Markdown and JSON."""

import html
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from action.errors import ActionError
from action.fields import Audience
from action.organisation import Team
from action.report import BODY_CHARACTERS, Frame, characters, level_rows, render, size, to_json
from action.summary import Summary
from service.errors import OptedOut
from service.evidence import parse_login
from service.record import record_of_error
from service.score import Level
from tests.action.unit.invented import a_record, a_summary, an_entry, crowd, nobody_seen
from tests.fakes import NOW

FRAME = Frame("Weekly", run_url="https://github.com/octo/hello/actions/runs/7")
PEOPLE = crowd("a", 6) | crowd("b", 6, Level.QUIET)


def _text(summary: Summary, frame: Frame = FRAME) -> str:
    return render(summary, frame, characters, BODY_CHARACTERS)


def test_an_aggregate_names_nobody_in_words_or_json() -> None:
    summary = a_summary(PEOPLE, Audience.AGGREGATE, Team("t", "T", frozenset(crowd("a", 6))))

    assert not re.search(r"[ab]-\d\d\d", _text(summary) + to_json(summary))


def test_a_report_says_how_many_are_where_and_what_it_is_not() -> None:
    text = _text(a_summary(PEOPLE))

    assert "Of 12 people looked at, **6 are hands-on**, 0 in touch and 0 dipping in." in text
    assert "Not a measure of performance, and not a ranking." in text
    assert "model version 1 · observed 2026-11-20 12:00 UTC · [run](https://github.com/octo/hello" in text
    assert "- Looked at 12 of 12 people." in text


def test_named_people_are_links_and_never_mentions() -> None:
    text = _text(a_summary(crowd("a", 2), Audience.NAMED))

    assert "| [a&#45;000](https://github.com/a-000) | hands-on | 80 |" in text
    assert "@" not in text


def test_those_who_are_celebrated_are_listed_without_numbers() -> None:
    text = _text(a_summary(PEOPLE, Audience.CELEBRATE), replace(FRAME, server_url="https://git.example"))

    assert "## Hands-on\n\n- [a&#45;000](https://git.example/a-000)\n" in text
    assert "b&#45;000" not in text


_NAMES = st.text(min_size=1, max_size=40)


@settings(max_examples=40)
@given(_NAMES, _NAMES)
def test_names_from_elsewhere_add_neither_lines_nor_columns_nor_mentions(title: str, team: str) -> None:
    def told(title: str, team: str) -> str:
        summary = a_summary(PEOPLE, Audience.AGGREGATE, Team("t", team, frozenset(crowd("a", 6))))
        return _text(replace(summary, name=title), replace(FRAME, title=title))

    hostile, plain = told(title, team), told("x", "x")

    assert len(hostile.splitlines()) == len(plain.splitlines())
    assert hostile.count("|") == plain.count("|")
    assert hostile.count("<") == plain.count("<")
    assert not re.search(r"@(?!\u200b)", html.unescape(hostile))


def test_a_body_is_cut_between_two_rows_and_says_how_many_are_left_out() -> None:
    summary = a_summary(crowd("somebody-with-a-long-name", 1500), Audience.NAMED)

    text = _text(summary)

    rows = re.findall(r"^\| \[somebody.*\|$", text, re.MULTILINE)
    said = re.search(r"^(\d+) rows left out; all are in the JSON file\.$", text, re.MULTILINE)
    assert said is not None
    assert len(rows) + int(said[1]) == 1500
    assert characters(text) <= BODY_CHARACTERS < characters(text) + 2 * len(rows[0])
    assert "## What this is not" in text
    assert len(json.loads(to_json(summary))["people"]) == 1500


@settings(max_examples=25)
@given(st.integers(2500, 12_000))
def test_whatever_the_limit_a_report_keeps_to_it(limit: int) -> None:
    teams = [Team(f"t{i}", f"Team {i}", frozenset(crowd("a", 6))) for i in range(30)]
    summary = a_summary(crowd("a", 6) | crowd("b", 40), Audience.NAMED, *teams)

    try:
        text = render(summary, FRAME, characters, limit)
    except ActionError:
        assert limit < 3500
    else:
        assert characters(text) <= limit


def test_teams_are_cut_after_all_names_are() -> None:
    teams = [Team(f"t{i}", f"Team number {i}", frozenset(crowd("a", 6))) for i in range(200)]
    summary = a_summary(crowd("a", 6) | crowd("b", 6), Audience.NAMED, *teams)

    text = render(summary, FRAME, characters, 7000)

    shown = len(re.findall(r"^\| Team number", text, re.MULTILINE))
    assert f"{len(summary.groups) - shown} rows left out" in text
    assert 0 < shown < 200


def test_characters_are_counted_as_javascript_does() -> None:
    assert (characters("a😀"), size("a😀")) == (3, 5)


def test_changes_are_told_in_points_of_the_share() -> None:
    before = an_entry(NOW - timedelta(weeks=1), hands_on=8, in_touch=0, dipping_in=0)
    summary = a_summary(PEOPLE, before=(before,))

    text = _text(summary)

    assert [row.change for row in level_rows(summary)] == ["+10 points", "as before", "as before", ""]
    assert "since 2026-11-13 |" in text
    assert (
        "**Share who are hands-on, report by report**: `▄▅` (40 %, 50 %, of those whose work can be seen; sin" in text
    )
    assert "(median 2.5 on 2026-11-13)" in text


def test_a_first_report_has_nothing_to_compare_with() -> None:
    text = _text(a_summary(PEOPLE))

    assert " since " not in text.split("## Coverage", maxsplit=1)[0]
    assert "report by report" not in text


def test_a_small_group_has_words_instead_of_numbers() -> None:
    summary = a_summary(crowd("a", 4))

    assert "Fewer than 5 people, so there are no numbers" in _text(summary)
    assert level_rows(summary) == []
    assert json.loads(to_json(summary))["levels"] is None


def test_a_partial_report_does_not_claim_that_there_are_only_few_people() -> None:
    few = a_summary(crowd("a", 4))

    text = _text(replace(few, coverage=replace(few.coverage, people=40, not_asked=36)))

    assert "Fewer than 5 people could be looked at this time, so there are no numbers: they would be about" in text


def test_why_days_and_weeks_are_left_out_is_said() -> None:
    unseen = {parse_login(f"q{i}"): nobody_seen(f"q{i}") for i in range(5)}

    summary = a_summary(crowd("a", 1) | unseen)

    assert "\n\nCoding days and weeks are left out: they would tell about fewer than 5 people.\n\n## Cov" in _text(
        summary
    )
    assert "week by week" not in _text(summary)
    assert json.loads(to_json(summary))["coding_days_a_week"] is None
    assert json.loads(to_json(summary))["weeks"] == []


def test_the_json_tells_together_what_the_words_tell_together() -> None:
    oona = {parse_login("oona"): record_of_error("oona", OptedOut("off"), NOW)}

    coverage = json.loads(to_json(a_summary(crowd("a", 2) | oona)))["coverage"]

    assert [coverage[name] for name in ("not_visible", "opted_out", "paused", "nothing_to_tell")] == [
        None,
        None,
        None,
        1,
    ]


def test_why_nobody_is_celebrated_is_said() -> None:
    summary = a_summary(crowd("a", 6), Audience.CELEBRATE)

    assert "fewer than 5 others would stay unnamed" in _text(summary)


def test_withheld_teams_are_counted() -> None:
    teams = [Team(name, name, frozenset([parse_login("a-000")])) for name in ("s", "t")]

    assert "2 teams are not shown" in _text(a_summary(PEOPLE, Audience.AGGREGATE, *teams))
    assert "1 team is not shown" in _text(a_summary(PEOPLE, Audience.AGGREGATE, teams[0]))


def test_the_share_with_an_assistant_is_a_lower_bound() -> None:
    score = a_record("ada").score
    assert score is not None
    record = replace(a_record("ada"), score=replace(score, ai_assisted_share_at_least=0.25))

    summary = a_summary({parse_login("ada"): record}, Audience.NAMED)

    assert "at least 25 % of the coding days" in _text(summary)
    assert json.loads(to_json(summary))["ai_assisted_share_at_least"] == 0.25


def test_the_json_says_what_the_words_say() -> None:
    document = json.loads(to_json(a_summary(PEOPLE, Audience.AGGREGATE, Team("t", "T", frozenset(crowd("a", 6))))))

    assert document["levels"] == {
        "people": 12, "visible": 12, "hands_on": 6, "in_touch": 0, "dipping_in": 0, "not_visible": 0, "others": 6
    }  # fmt: skip
    assert [team["name"] for team in document["teams"]] == ["T", "everybody else"]
    assert (document["observed_at"], document["partial"]) == ("2026-11-20T12:00:00Z", False)
    assert len(document["weeks"]) == 12
    assert document["reports"] == [
        {
            "at": "2026-11-20T12:00:00Z",
            "people": 12,
            "hands_on": 6,
            "in_touch": 0,
            "dipping_in": 0,
            "left_out": 0,
            "visible": 12,
        }
        | {"median": document["reports"][0]["median"], "model_version": "1", "partial": False}
    ]


def test_too_little_room_for_anything_is_said() -> None:
    with pytest.raises(ActionError, match="no room"):
        render(a_summary(PEOPLE), FRAME, size, 100)
