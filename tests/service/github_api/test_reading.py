"""One answer of phase one, read for each login."""

import pytest

from service.errors import GitHubDown, OrganisationAccount, UnknownLogin
from service.evidence import Login, Window
from service.github_api.observed import Account
from service.github_api.outcomes import Outcome, Verdict
from service.github_api.queries.people import people
from service.github_api.reading import Found, read
from tests.service.github_api.invented_hub import NOW, invented_hub
from tests.service.github_api.scripted import Json, error

DANA, NOBODY = Login("daily-dana"), Login("nobody-here")
PROFILE = error("NOT_FOUND", "u0", "profile")
DEEP = ("u0", "contributionsCollection", "commitContributionsByRepository", 0, "repository", "workflows")


def dana() -> Json:
    query = people([DANA], Window.ending(NOW))
    body: Json = invented_hub().graphql(query.text, query.variables).body
    node: Json = body["data"]["u0"]
    return node


def found(data: Json, *errors: Json, last: bool = False, logins: tuple[Login, ...] = (DANA,)) -> Found:
    return read(Outcome(Verdict.USE, data, errors), logins, last=last).found


def unanswered(result: Found) -> int | None:
    account = result.get(DANA)
    return account.unanswered if isinstance(account, Account) else None


def test_a_person_without_a_profile_repository_is_whole() -> None:
    assert unanswered(found({"u0": dana() | {"profile": None}}, PROFILE)) == 0


def test_an_accident_inside_a_person_is_asked_again() -> None:
    assert found({"u0": dana()}, error(None, *DEEP)) == {}


def test_in_the_last_round_a_person_with_gaps_is_better_than_none() -> None:
    assert unanswered(found({"u0": dana()}, error(None, *DEEP), last=True)) == 1


@pytest.mark.parametrize("kind", ["FORBIDDEN", "NOT_FOUND"])
def test_what_the_token_may_not_see_is_a_gap_at_once(kind: str) -> None:
    assert unanswered(found({"u0": dana()}, PROFILE, error(kind, *DEEP))) == 1


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("path", [("u0", "profile"), ("u0", "profile", "settings"), ()])
def test_nobody_is_looked_at_whose_wishes_could_not_be_read(path: tuple[str, ...], *, last: bool) -> None:
    assert found({"u0": dana() | {"profile": None}}, error(None, *path), last=last) == {}


def test_an_error_without_path_may_be_anybodys() -> None:
    node = dana() | {"profile": {"settings": None}}

    assert found({"u0": node}, error(None)) == {}
    assert unanswered(found({"u0": node}, error(None), last=True)) == 1


def test_a_profile_that_is_certainly_missing_needs_no_second_look() -> None:
    node = dana() | {"profile": None}

    assert unanswered(found({"u0": node}, PROFILE, error(None), last=True)) == 1


def test_an_error_of_one_alias_is_not_that_of_another() -> None:
    data = {"u0": dana(), "u1": None, "o1": None}

    result = found(data, PROFILE, error(None, "u1"), error(None, "u10"), logins=(DANA, NOBODY))

    assert unanswered(result) == 0
    assert NOBODY not in result


def test_an_organisation() -> None:
    data = {"u0": None, "o0": {"__typename": "Organization"}}

    assert isinstance(found(data, error("NOT_FOUND", "u0"))[DANA], OrganisationAccount)


@pytest.mark.parametrize("kind", ["NOT_FOUND", "FORBIDDEN"])
def test_nobody_or_hidden_from_this_token(kind: str) -> None:
    assert isinstance(found({"u0": None, "o0": None}, error(kind, "u0"))[DANA], UnknownLogin)


def test_a_hidden_repository_that_empties_all_above_it_makes_nobody_unknown() -> None:
    data = {"u0": None, "o0": {"__typename": "User"}}

    assert isinstance(found(data, error("FORBIDDEN", *DEEP[:-1]))[DANA], GitHubDown)


def test_somebody_who_is_there_is_not_unknown() -> None:
    data = {"u0": None, "o0": {"__typename": "User"}}

    assert found(data, error("NOT_FOUND", "u0")) == {}


def test_not_found_beside_an_accident_may_still_be_an_organisation() -> None:
    assert found({"u0": None, "o0": None}, error("NOT_FOUND", "u0"), error(None, "o0")) == {}


def test_null_without_an_error_is_asked_again() -> None:
    assert found({"u0": None, "o0": None}) == {}
    assert found({}) == {}


def test_a_shape_that_was_not_asked_for_is_asked_again() -> None:
    assert found({"u0": {"login": "daily-dana", "profile": None}}, PROFILE) == {}


def test_resource_limits_anywhere_are_reported() -> None:
    outcome = Outcome(Verdict.USE, {"u0": None}, (error("RESOURCE_LIMITS_EXCEEDED", "u0"),))

    assert read(outcome, [DANA], last=False).too_large
    assert not read(Outcome(Verdict.USE, {"u0": None}), [DANA], last=False).too_large
