"""How many the numbers are about is always said."""

import pytest

from action.collected import Collected, Missing
from action.coverage import Coverage, coverage_of, discreet, sentences
from service.errors import BotAccount, NotScored, OptedOut, Paused, UnknownLogin
from service.evidence import parse_login
from service.record import record_of_error
from tests.action.unit.invented import a_record, a_roster, logins, nobody_seen
from tests.fakes import NOW


def test_everybody_who_belongs_is_somewhere() -> None:
    errors: dict[str, NotScored] = {
        "bot": BotAccount("x"), "gone": UnknownLogin("x"), "paul": Paused("x"), "oona": OptedOut("x")
    }  # fmt: skip
    records = {parse_login(name): record_of_error(name, error, NOW) for name, error in errors.items()}
    records |= {parse_login("ada"): a_record("ada"), parse_login("grey"): nobody_seen("grey")}
    missing = {parse_login(f"m{i}"): kind for i, kind in enumerate(Missing)}
    roster = a_roster([*records, *missing], opted_out=logins("olaf"), machines=2, notes=("A note.",), concealed=True)

    coverage = coverage_of(roster, Collected(records, missing, ended="Budget."))

    assert coverage == Coverage(
        people=9, looked_at=2, not_visible=1, opted_out=2, paused=1, unknown=1, machines=3,
        not_asked=1, incomplete=2, concealed=True, notes=("A note.",), ended="Budget.",
    )  # fmt: skip
    assert coverage.partial
    assert coverage.short == "2 of 9"
    assert sentences(coverage) == [
        "Looked at 2 of 9 people.",
        "1 person could not be asked about this time. Budget.",
        "Of 2 people the answers were not complete, so there is no number for them.",
        "A note.",
        "Of 1 person no activity can be seen from here; that is no zero.",
        "2 people asked not to be looked at.",
        "1 person asked for a pause.",
        "1 name belongs to no person at GitHub.",
        "3 machine accounts left out.",
    ]


def test_nothing_is_said_of_what_there_is_none_of() -> None:
    assert sentences(Coverage(3, 3)) == ["Looked at 3 of 3 people."]
    assert not Coverage(3, 3).partial


def test_several_unknown_names_and_one_machine_are_in_the_right_number() -> None:
    told = sentences(Coverage(3, 1, unknown=2, machines=1))

    assert told[1:] == ["2 names belong to no person at GitHub.", "1 machine account left out."]


def test_answers_that_the_run_did_not_wait_for_are_not_laid_at_the_door_of_github() -> None:
    told = sentences(Coverage(30, 28, incomplete=2, ended="The run's 50 minutes are used up."))

    assert told[1] == (
        "Of 2 people the answers were not complete, so there is no number for them. The run's 50 minutes are used up."
    )
    assert "GitHub's answers were not complete" in sentences(Coverage(30, 28, incomplete=2))[1]


@pytest.mark.parametrize(
    "coverage", [Coverage(1, 0, opted_out=1), Coverage(1, 0, paused=1), Coverage(1, 1, not_visible=1)]
)
def test_about_one_person_nobody_learns_whether_they_paused_or_asked_not_to_be_looked_at(
    coverage: Coverage,
) -> None:
    told = discreet(coverage, 5, names=False, numbers=False, visible=True)

    assert sentences(told) == [
        "Looked at 0 of 1 people.",
        "Of 1 person nothing is told: they asked for that, paused, or nothing can be seen from here.",
    ]
    assert told == discreet(Coverage(1, 0, paused=1), 5, names=False, numbers=False, visible=True)
    assert (told.not_visible, told.opted_out, told.paused) == (None, None, None)


def test_beside_names_a_few_who_have_none_are_told_together() -> None:
    coverage = Coverage(20, 18, not_visible=1, opted_out=1, paused=1)

    told = discreet(coverage, 5, names=True, numbers=True, visible=True)

    assert (told.nothing_to_tell, told.looked_at, told.left_out) == (3, 18, 3)
    assert discreet(coverage, 5, names=False, numbers=True, visible=True) == coverage
    assert discreet(coverage, 3, names=True, numbers=True, visible=True) == coverage


def test_nothing_is_hidden_where_nobody_is_left_out() -> None:
    assert discreet(Coverage(2, 2), 5, names=True, numbers=True, visible=True) == Coverage(2, 2)


def test_how_many_cannot_be_seen_is_not_told_where_it_tells_about_few_who_can() -> None:
    few = Coverage(20, 20, not_visible=17, paused=6)

    told = discreet(few, 5, names=False, numbers=True, visible=False)

    assert (told.not_visible, told.paused, told.looked_at, told.left_out) == (None, 6, 20, 6)
    assert sentences(told) == ["Looked at 20 of 20 people.", "6 people asked for a pause."]
