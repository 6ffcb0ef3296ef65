"""Phase one in batches: nobody's trouble is anybody else's."""

from dataclasses import replace

import pytest

from service.errors import GitHubDown, Misconfigured, OrganisationAccount, RateLimited, UnknownLogin
from service.evidence import Login, Window
from service.github_api.accounts import ROUNDS, fetch_accounts
from service.github_api.observed import Account
from service.github_api.transport import Answer
from tests.service.github_api.invented_hub import NOW, invented_hub
from tests.service.github_api.scripted import FakeGitHub, Json, Question, always, error, gateway_to

WINDOW = Window.ending(NOW)
TEN = [
    Login("daily-dana"),
    Login("steady-sam"),
    Login("twice-theo"),
    Login("principal-priya"),
    Login("weekly-wanda"),
    Login("fortnight-finn"),
    Login("manager-mona"),
    Login("reviewer-rosa"),
    Login("infra-ines"),
    Login("docs-dorian"),
]


def logins_of(found: object) -> list[str]:
    return [item.login for item in found.values() if isinstance(item, Account)] if isinstance(found, dict) else []


def alias(question: Question, login: str) -> str:
    """The alias of a login in this document."""
    return f"u{question.logins.index(login)}"


def without(answer: Answer, name: str, *errors: Json) -> Answer:
    """The answer with one alias null, and errors."""
    body = answer.body
    data = {**body["data"], name: None}
    return replace(answer, body={"data": data, "errors": [*body.get("errors", []), *errors]})


def test_ten_people_are_one_question() -> None:
    hub = invented_hub()

    found = fetch_accounts(gateway_to(hub), TEN, WINDOW)

    assert logins_of(found) == TEN
    assert len(hub.asked) == 1


def test_nobody_is_asked_about_twice_in_one_document() -> None:
    hub = invented_hub()

    fetch_accounts(gateway_to(hub), [TEN[0], TEN[1], TEN[0]], WINDOW)

    assert hub.asked[0].logins == TEN[:2]
    assert fetch_accounts(gateway_to(hub), [], WINDOW) == {}


@pytest.mark.parametrize("where", range(3))
def test_an_unknown_login_spoils_nobody_elses_answer(where: int) -> None:
    hub, logins = invented_hub(), TEN[:2]
    logins.insert(where, Login("nobody-here"))

    found = fetch_accounts(gateway_to(hub), logins, WINDOW)

    assert isinstance(found[Login("nobody-here")], UnknownLogin)
    assert logins_of(found) == TEN[:2]
    assert len(hub.asked) == 1


def test_an_organisation_is_told_from_nobody_in_the_same_request() -> None:
    hub = invented_hub()

    found = fetch_accounts(gateway_to(hub), [Login("harbour-works"), Login("nobody-here"), TEN[0]], WINDOW)

    assert [type(item) for item in found.values()] == [OrganisationAccount, UnknownLogin, Account]
    assert len(hub.asked) == 1


@pytest.mark.parametrize("login", ["river-rio", "keel-bot", "ada_megacorp"])
def test_a_former_login_a_machine_and_a_managed_user_are_unknown(login: str) -> None:
    found = fetch_accounts(gateway_to(invented_hub()), [Login(login)], WINDOW)

    assert isinstance(found[Login(login)], UnknownLogin)


def test_what_an_accident_left_out_is_asked_again_alone() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        first = len(question.logins) == 3
        return without(answer, "u1", error(None, "u1")) if first else answer

    hub = invented_hub(spoil)

    found = fetch_accounts(gateway_to(hub), TEN[:3], WINDOW)

    assert set(logins_of(found)) == set(TEN[:3])
    assert [question.logins for question in hub.asked] == [TEN[:3], [TEN[1]]]


def test_what_is_always_left_out_is_asked_for_three_times() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if TEN[1] not in question.logins:
            return answer
        name = alias(question, TEN[1])
        return without(answer, name, error(None, name))

    hub = invented_hub(spoil)

    found = fetch_accounts(gateway_to(hub), TEN[:3], WINDOW)

    assert isinstance(found[TEN[1]], GitHubDown)
    assert logins_of(found) == [TEN[0], TEN[2]]
    assert len(hub.asked) == ROUNDS


def test_all_aliases_null_with_accidents_is_asked_again() -> None:
    def spoil(_question: Question, answer: Answer) -> Answer:
        answer = without(answer, "u0", error(None, "u0"))
        return without(answer, "o0", error(None, "o0"))

    hub = invented_hub(spoil)

    found = fetch_accounts(gateway_to(hub), [TEN[0]], WINDOW)

    assert isinstance(found[TEN[0]], GitHubDown)
    assert len(hub.asked) == ROUNDS


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(401, body={"message": "Bad credentials"}), Misconfigured),
        (Answer(429), RateLimited),
        (Answer(502), GitHubDown),
        (Answer(404, body={"message": "Not Found"}), GitHubDown),
        (Answer(403, body={"message": "Resource not accessible by integration"}), GitHubDown),
        (Answer(200, body={"data": None, "errors": [error("INSUFFICIENT_SCOPES")]}), GitHubDown),
        (Answer(200, body={"data": None, "errors": [error("MAX_NODE_LIMIT_EXCEEDED")]}), GitHubDown),
    ],
)
def test_what_concerns_the_whole_batch_is_everybodys_answer(answer: Answer, expected: type[Exception]) -> None:
    hub = FakeGitHub(always(answer))

    found = fetch_accounts(gateway_to(hub), TEN, WINDOW)

    assert {type(item) for item in found.values()} == {expected}
    assert found.keys() == set(TEN)
    assert len(hub.asked) <= 3
