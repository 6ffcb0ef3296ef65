"""What one report leaves for the next survives, whatever people do to the text."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.state import MOST, Entry, comment, parse_state, with_entry
from tests.action.unit.invented import an_entry
from tests.fakes import NOW

_SOME = comment([an_entry()])


def added(entries: Iterable[Entry], entry: Entry, smallest: int = 5) -> tuple[Entry, ...]:
    return with_entry(entries, entry, smallest)


@st.composite
def _entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    days = draw(st.lists(st.integers(0, 2000), max_size=MOST, unique=True))
    counts = st.integers(0, 500)
    return tuple(
        Entry(
            NOW - timedelta(days=day),
            1500,
            draw(counts),
            draw(counts),
            draw(counts),
            draw(st.none() | st.integers(0, 700).map(lambda hundredths: hundredths / 100)),
            draw(st.from_regex(r"[0-9A-Za-z.]{1,20}", fullmatch=True)),
            draw(st.booleans()),
            draw(st.none() | counts),
        )
        for day in sorted(days, reverse=True)
    )


@given(_entries(), st.text(), st.text())
def test_entries_come_back_as_they_were_from_the_middle_of_any_text(
    entries: tuple[Entry, ...], above: str, below: str
) -> None:
    assert parse_state(f"{above.replace('<', '')}\n{comment(entries)}\n{below}") == entries


@given(_entries())
def test_nothing_in_the_comment_can_end_it_early(entries: tuple[Entry, ...]) -> None:
    inner = comment(entries).removeprefix("<!--").removesuffix("-->")

    assert "--" not in inner.replace("still-engineering", "")
    assert not set(inner) & set("<>")


@given(st.integers(0, len(_SOME) - 1), st.text(max_size=5))
def test_damage_never_stops_a_run(at: int, damage: str) -> None:
    found = parse_state(_SOME[:at] + damage + _SOME[at + 1 :])

    assert all(0 <= entry.hands_on <= entry.people for entry in found)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30).filter(lambda text: "<" not in text),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(_JSON, max_size=3))
def test_rows_that_are_something_else_are_left_out(rows: list[object]) -> None:
    text = json.dumps({"v": 1, "reports": rows})

    assert isinstance(parse_state(f"<!-- still-engineering:state {text} -->"), tuple)


@pytest.mark.parametrize(
    "row",
    [
        '["2026-11-13T12:00:00Z",5,6,0,0,2,"1",0]',
        '["2026-11-13T12:00:00Z",5,-1,2,2,2,"1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,8,"1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,NaN,"1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,"2","1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1 | @all",0]',
        '["2026-11-13T12:00:00Z",99999999,1,1,1,2,"1",0]',
        '["yesterday",5,1,1,1,2,"1",0]',
        '["0001-01-01T00:00:00+23:59",5,1,1,1,2,"1",0]',
        '["0001-01-01T00:00:00+00:00",5,1,1,1,2,"1",0]',
        '["2019-12-31T23:59:59Z",5,1,1,1,2,"1",0]',
        '["2026-11-13T12:00:00Z",true,true,false,false,2,"1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,true,"1",0]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,-1]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,true]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,"2"]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,0,6]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,0,2]',
        '["2026-11-13T12:00:00Z",5,1,1,1,2,"1",0,0,-1]',
        "7",
    ],
)
def test_a_row_that_cannot_be_is_left_out(row: str) -> None:
    good = '["2026-11-06T12:00:00Z",5,1,1,1,2,"1",0]'
    text = f'<!-- still-engineering:state {{"v":1,"reports":[{row},{good}]}} -->'

    assert [entry.at for entry in parse_state(text)] == [datetime(2026, 11, 6, 12, tzinfo=UTC)]


@pytest.mark.parametrize("text", ["", '{"v":2,"reports":[]}', '{"v":1}', '{"v":1,"reports":{}}', "{"])
def test_a_state_of_another_kind_is_none(text: str) -> None:
    assert parse_state(f"<!-- still-engineering:state {text} -->") == ()


def test_half_a_year_is_remembered() -> None:
    weeks = [an_entry(NOW - timedelta(weeks=week)) for week in range(40, 0, -1)]

    kept = added(weeks, an_entry())

    assert len(kept) == MOST
    assert kept[-1].at == NOW
    assert len(parse_state(comment(list(kept)))) == MOST


def test_running_again_on_one_day_does_not_push_out_the_weeks_before() -> None:
    entries: tuple[Entry, ...] = (an_entry(NOW - timedelta(weeks=1)),)
    for minutes in range(40):
        entries = added(entries, an_entry(NOW + timedelta(minutes=minutes)))

    assert [entry.at for entry in entries] == [NOW - timedelta(weeks=1), NOW, NOW + timedelta(minutes=39)]


def test_what_claims_to_be_from_the_future_is_left_out() -> None:
    assert added([an_entry(NOW + timedelta(days=1))], an_entry()) == (an_entry(),)


@pytest.mark.parametrize(("visible", "share"), [(None, None), (0, None), (16, 0.5), (20, 0.4)])
def test_a_share_is_of_those_whose_work_could_be_seen(visible: int | None, share: float | None) -> None:
    assert an_entry(visible=visible).share == share


def test_a_row_of_an_older_version_does_not_say_how_many_were_left_out() -> None:
    row = '["2026-11-06T12:00:00Z",5,1,1,1,2,"1",0]'

    [entry] = parse_state(f'<!-- still-engineering:state {{"v":1,"reports":[{row}]}} -->')

    assert (entry.left_out, entry.visible) == (None, None)


def test_how_many_could_be_seen_is_remembered() -> None:
    told = (an_entry(visible=17), an_entry(NOW + timedelta(weeks=1), visible=None))

    assert parse_state(comment(told)) == told


def test_that_some_began_to_show_ends_no_trend() -> None:
    before = an_entry(NOW - timedelta(weeks=1), visible=19)

    assert added([before], an_entry()) == (before, an_entry())


@pytest.mark.parametrize("hours", [-3.0, -0.5, 0.5, 1.5])
def test_this_run_is_remembered_last_whatever_other_runs_of_the_day_left(hours: float) -> None:
    others = [an_entry(NOW + timedelta(hours=each)) for each in (-3.0, hours)]
    own = an_entry(hands_on=1)

    entries = added(others, own)

    assert entries[-1] == own
    assert len(entries) == 2


def test_this_run_is_remembered_beside_half_a_year_of_others() -> None:
    others = [an_entry(NOW + timedelta(hours=1) - timedelta(weeks=week)) for week in range(MOST)]

    assert added(others, an_entry(hands_on=1))[-1] == an_entry(hands_on=1)


@pytest.mark.parametrize(
    ("people", "kept"), [(20, True), (19, False), (24, False), (16, False), (25, True), (15, True)]
)
def test_the_trend_starts_anew_when_a_few_people_joined_or_left(people: int, *, kept: bool) -> None:
    before = an_entry(NOW - timedelta(weeks=1), people=people)

    assert (before in added([before], an_entry())) is kept


def test_how_many_are_a_few_is_what_the_workflow_says() -> None:
    before = an_entry(NOW - timedelta(weeks=1), people=27)

    assert added([before], an_entry(), 8) == (an_entry(),)
    assert added([before], an_entry(), 7) == (before, an_entry())


@pytest.mark.parametrize("left_out", [None, 1, 9])
def test_the_trend_starts_anew_when_the_number_of_those_left_out_changed(left_out: int | None) -> None:
    weeks = [an_entry(NOW - timedelta(weeks=2)), an_entry(NOW - timedelta(weeks=1), left_out=left_out)]

    assert added(weeks, an_entry()) == (an_entry(),)


def test_a_partial_report_ends_no_trend_because_nobody_knows_who_is_missing() -> None:
    weeks = [an_entry(NOW - timedelta(weeks=2)), an_entry(NOW - timedelta(weeks=1), people=18, partial=True)]

    assert added(weeks, an_entry()) == (*weeks, an_entry())


@pytest.mark.parametrize(
    ("then", "now", "kept"),
    [
        ((2, True), (3, False), True),
        ((2, True), (1, False), False),
        ((2, False), (1, True), True),
        ((2, False), (3, True), False),
    ],
)
def test_in_a_partial_report_there_may_be_more_who_are_left_out_but_no_fewer(
    then: tuple[int, bool], now: tuple[int, bool], *, kept: bool
) -> None:
    before = an_entry(NOW - timedelta(weeks=1), left_out=then[0], partial=then[1])

    assert (before in added([before], an_entry(left_out=now[0], partial=now[1]))) is kept


@pytest.mark.parametrize(
    ("visible", "days", "kept"),
    [(50, 7, True), (49, 7, False), (50, 5, True), (50, 4, False), (2000, 7, True), (None, 7, False)],
)
def test_in_a_crowd_that_can_be_seen_a_few_do_not_show_after_a_week(
    visible: int | None, days: int, *, kept: bool
) -> None:
    before = an_entry(NOW - timedelta(days=days), people=3000, visible=visible, left_out=1)

    assert (before in added([before], an_entry(people=3001, visible=visible))) is kept


def test_what_tells_about_few_on_the_same_day_ends_no_trend_of_a_crowd() -> None:
    before = an_entry(NOW - timedelta(weeks=1), people=80, visible=80)
    today = an_entry(NOW - timedelta(hours=1), people=81, visible=81)
    own = an_entry(people=80, visible=80)

    assert added([before, today], own) == (before, own)
