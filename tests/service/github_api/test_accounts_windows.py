"""Too much for GitHub: the batch shrinks first, then the window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.errors import GitHubDown
from service.evidence import Login, Window
from service.github_api.accounts import fetch_accounts, merged
from service.github_api.observed import Account
from service.github_api.transport import Answer
from tests.service.github_api.invented_hub import NOW, heavy, invented_hub
from tests.service.github_api.observations import account, place, pull, worked
from tests.service.github_api.scripted import FakeGitHub, Question, gateway_to

WINDOW = Window.ending(NOW)
TEN = [
    Login("steady-sam"),
    Login("twice-theo"),
    Login("principal-priya"),
    Login("daily-dana"),
    Login("weekly-wanda"),
    Login("fortnight-finn"),
    Login("manager-mona"),
    Login("reviewer-rosa"),
    Login("infra-ines"),
    Login("docs-dorian"),
]
DANA = Login("daily-dana")


def one(hub: FakeGitHub, login: Login = DANA) -> Account:
    found = fetch_accounts(gateway_to(hub), [login], WINDOW)[login]
    assert isinstance(found, Account)
    return found


def spans(hub: FakeGitHub) -> list[int]:
    """How many days each question was about."""
    ends = ((question.values["from"], question.values["to"]) for question in hub.asked)
    return [(date.fromisoformat(to[:10]) - date.fromisoformat(start[:10])).days + 1 for start, to in ends]


def test_one_heavy_person_is_asked_about_in_shorter_windows_and_the_others_as_usual() -> None:
    hub = invented_hub(types=heavy("daily-dana", 50))

    found = fetch_accounts(gateway_to(hub), TEN, WINDOW)

    assert [type(found[login]) for login in TEN] == [Account] * 10
    assert [len(question.logins) for question in hub.asked] == [10, 1, 1, 1]


@pytest.mark.parametrize(("days", "questions"), [(84, 1), (50, 3), (25, 7)])
def test_merged_halves_equal_the_whole(days: int, questions: int) -> None:
    whole, hub = one(invented_hub()), invented_hub(types=heavy("daily-dana", days))

    parts = one(hub)

    assert len(hub.asked) == questions
    assert {item.place: item.commits for item in parts.worked} == {item.place: item.commits for item in whole.worked}
    assert parts.pull_requests == whole.pull_requests
    assert replace(parts, worked=(), pull_requests=()) == replace(whole, worked=(), pull_requests=())


def test_the_halves_are_whole_days_that_meet_and_do_not_overlap() -> None:
    hub = invented_hub(types=heavy("daily-dana", 25))

    one(hub)

    quarters = sorted(
        (question.values["from"][:10], question.values["to"][:10])
        for question, days in zip(hub.asked, spans(hub), strict=True)
        if days <= 25
    )
    starts, ends = zip(*quarters, strict=True)
    assert (starts[0], ends[-1]) == (str(WINDOW.first), str(WINDOW.last))
    following = [str(date.fromisoformat(end) + timedelta(days=1)) for end in ends[:-1]]
    assert following == list(starts[1:])


def test_windows_shorter_than_three_weeks_are_not_cut_any_further() -> None:
    hub = invented_hub(types=heavy("daily-dana", 1))

    found = fetch_accounts(gateway_to(hub), [DANA], WINDOW)

    assert isinstance(found[DANA], GitHubDown)
    assert spans(hub) == sorted(spans(hub), reverse=True)
    assert len(hub.asked) <= 5


def test_when_only_the_newer_half_can_be_had_a_part_is_missing() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        newest = question.values["to"][:10] == str(WINDOW.last)
        whole = question.values["from"][:10] == str(WINDOW.first)
        return answer if newest and not whole else Answer(502, seconds=10.0)

    account = one(invented_hub(spoil))

    assert account.too_large
    assert account.worked


def test_an_older_half_that_fails_for_another_reason_is_a_question_without_an_answer() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if question.values["from"][:10] != str(WINDOW.first):
            return answer
        whole = question.values["to"][:10] == str(WINDOW.last)
        return Answer(502, seconds=10.0) if whole else Answer(503)

    account = one(invented_hub(spoil))

    assert not account.too_large
    assert account.unanswered == 1
    assert account.worked


def test_without_the_newer_half_there_is_nothing_to_say() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return Answer(502, seconds=10.0) if question.values["to"][:10] == str(WINDOW.last) else answer

    found = fetch_accounts(gateway_to(invented_hub(spoil)), [DANA], WINDOW)

    assert isinstance(found[DANA], GitHubDown)


def test_a_slow_failure_is_cut_and_a_quick_one_is_not() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return Answer(502, seconds=seconds) if len(question.logins) > 5 else answer

    sizes = {}
    for seconds in (10.0, 0.1):
        hub = invented_hub(spoil)
        fetch_accounts(gateway_to(hub), TEN, WINDOW)
        sizes[seconds] = [len(question.logins) for question in hub.asked]

    assert sizes == {10.0: [10, 5, 5], 0.1: [10, 10, 10]}


def test_resource_limits_beside_data_ask_again_for_the_rest_alone() -> None:
    hub = invented_hub(types=heavy("daily-dana", 60))

    fetch_accounts(gateway_to(hub), [TEN[0], DANA], WINDOW)

    assert [question.logins for question in hub.asked] == [[TEN[0], DANA], [DANA], [DANA], [DANA]]


def test_merging_counts_a_day_that_two_windows_share_once() -> None:
    shared = date(2026, 10, 9)
    newer = account([worked({shared: 2, date(2026, 10, 10): 1})])
    older = account([worked({shared: 3, date(2026, 10, 1): 4}), worked({shared: 9}, place("a/b"))])

    whole = merged([newer, older])

    assert [(item.place.repository.name, dict(item.commits)) for item in whole.worked] == [
        ("a/b", {shared: 9}),
        ("harbour-works/quayside", {shared: 3, date(2026, 10, 10): 1, date(2026, 10, 1): 4}),
    ]


def test_merging_keeps_each_pull_request_once_and_adds_what_is_counted() -> None:
    newer = account(pulls=[pull(2), pull(1)], private=3, reviews=5, merges=[("a/b", 1)], unanswered=1)
    older = account(pulls=[pull(1)], private=4, reviews=6, merges=[("a/b", 1), ("a/b", 2)], too_large=True)

    whole = merged([newer, older])

    assert [found.number for found in whole.pull_requests] == [2, 1]
    assert (whole.private_contributions, whole.reviews, whole.unanswered) == (7, 11, 1)
    assert whole.merges_of_others == {("a/b", 1), ("a/b", 2)}
    assert whole.too_large


def test_merging_never_counts_fewer_repositories_than_are_listed() -> None:
    newer = replace(account([worked({date(2026, 11, 2): 1}, place("a/b"))]), repositories_total=1)
    older = replace(account([worked({date(2026, 10, 2): 1}, place("c/d"))]), repositories_total=1)

    assert merged([newer, older]).repositories_total == 2
    assert merged([newer, replace(older, repositories_total=30)]).repositories_total == 30
