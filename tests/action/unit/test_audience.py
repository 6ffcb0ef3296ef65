"""Who is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.audience import Naming, choose_named, may_show, told_in_full
from action.fields import Audience
from service.errors import OptedOut
from service.evidence import Show, parse_login
from service.record import record_of_error
from service.score import Level
from tests.action.unit.invented import a_record, crowd, logins
from tests.fakes import NOW

_LEVELS = st.lists(st.sampled_from(list(Level)), max_size=15)


@given(_LEVELS)
def test_an_aggregate_names_nobody(levels: list[Level]) -> None:
    records = {parse_login(f"p{i}"): a_record(f"p{i}", level) for i, level in enumerate(levels)}

    assert choose_named(records, Audience.AGGREGATE, frozenset(records), 5).named == ()


@given(_LEVELS, st.integers(1, 8))
def test_whoever_celebrates_names_those_who_are_hands_on_while_enough_others_stay_unnamed(
    levels: list[Level], smallest: int
) -> None:
    records = {parse_login(f"p{i:02d}"): a_record(f"p{i:02d}", level) for i, level in enumerate(levels)}
    hands_on = sorted(login for login, record in records.items() if record.score and record.score.value == 80)

    naming = choose_named(records, Audience.CELEBRATE, frozenset(), smallest)

    enough = len(records) - len(hands_on) >= smallest
    assert naming.named == (tuple(hands_on) if enough else ())
    assert bool(naming.reason) == (bool(hands_on) and not enough)


def test_nobody_is_celebrated_if_that_tells_about_the_only_other_one() -> None:
    records = crowd("a", 9) | crowd("b", 1, Level.QUIET)

    naming = choose_named(records, Audience.CELEBRATE, frozenset(), 5)

    assert naming.reason == "Nobody is named this time, because fewer than 5 others would stay unnamed."


def test_those_who_opted_in_are_named_while_enough_others_stay_unnamed() -> None:
    records = crowd("b", 5, Level.QUIET) | crowd("a", 2)

    assert choose_named(records, Audience.OPT_IN, logins("a-001", "a-000"), 5).named == ("a-000", "a-001")
    assert choose_named(records, Audience.OPT_IN, logins("a-001", "a-000"), 6).named == ()


def test_all_are_named_if_all_opted_in() -> None:
    records = crowd("a", 2)

    assert choose_named(records, Audience.OPT_IN, frozenset(records), 5).named == ("a-000", "a-001")


def test_consent_of_somebody_who_does_not_belong_counts_for_nothing() -> None:
    assert choose_named(crowd("a", 6), Audience.OPT_IN, logins("stranger"), 5).named == ()


@pytest.mark.parametrize("audience", list(Audience))
def test_whoever_opted_out_is_never_named(audience: Audience) -> None:
    oona = parse_login("oona")
    records = {**crowd("b", 6, Level.QUIET), oona: record_of_error("oona", OptedOut("off"), NOW)}

    assert oona not in choose_named(records, audience, logins("oona"), 5).named


def test_names_are_in_the_order_of_the_alphabet_not_of_a_number() -> None:
    records = {
        parse_login(name): a_record(name, level) for name, level in (("zoe", Level.HANDS_ON), ("al", Level.QUIET))
    }

    assert choose_named(records, Audience.NAMED, frozenset(), 5).named == ("al", "zoe")


def test_of_those_who_are_celebrated_only_the_level_is_told() -> None:
    record = a_record("ada")

    assert may_show(record, Audience.CELEBRATE) is Show.LEVEL
    assert may_show(record, Audience.NAMED) is Show.FULL


@pytest.mark.parametrize("audience", [Audience.NAMED, Audience.CELEBRATE])
def test_everything_is_told_only_of_named_people_who_show_it(audience: Audience) -> None:
    records = crowd("a", 2) | {parse_login("shy"): replace(a_record("shy"), show=Show.SCORE)}

    told = told_in_full(records, Naming((parse_login("a-000"), parse_login("shy"))), audience)

    assert told == (logins("a-000") if audience is Audience.NAMED else frozenset())
