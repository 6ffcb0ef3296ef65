"""From logins to evidence: who is looked at, how closely, and who is left alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import BotAccount, OptedOut, OrganisationAccount, Paused, UnknownLogin
from service.evidence import Depth, Evidence, GapCode, Login
from service.github_api.source import GitHubSource
from service.github_api.tokens import Resource
from service.github_api.transport import Answer
from tests.service.github_api.invented_hub import NOW, invented_hub
from tests.service.github_api.scripted import FakeGitHub, Question, gateway_to
from tests.service.github_api.sourcing import DANA, PAT, SAM, evidence, fetched, rest_questions, source

AMARA, OONA = Login("away-amara"), Login("optout-oona")


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


def test_everybody_gets_an_answer_of_their_own(executor: ThreadPoolExecutor) -> None:
    logins = [DANA, Login("nobody-here"), Login("harbour-works"), AMARA, OONA, Login("dependabot")]

    found = fetched(invented_hub(), executor, *logins)

    assert {login: type(found[login]) for login in logins} == {
        DANA: Evidence,
        Login("nobody-here"): UnknownLogin,
        Login("harbour-works"): OrganisationAccount,
        AMARA: Paused,
        OONA: OptedOut,
        Login("dependabot"): BotAccount,
    }


@pytest.mark.parametrize("login", ["dependabot", "copilot", "renovate-bot", "k8s-ci-robot"])
def test_machines_are_not_asked_about(login: str, executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()

    found = fetched(hub, executor, Login(login))

    assert isinstance(found[Login(login)], BotAccount)
    assert hub.asked == []


def test_nothing_more_is_asked_about_those_who_paused_or_opted_out(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()

    fetched(hub, executor, AMARA, OONA)

    assert len(hub.asked) == 1
    assert not hub.asked[0].is_phase_two


def test_those_who_paused_or_opted_out_are_in_nobody_elses_phase_two(executor: ThreadPoolExecutor) -> None:
    alone, together = invented_hub(), invented_hub()

    fetched(alone, executor, DANA)
    fetched(together, executor, AMARA, DANA, OONA)

    def work(hub: FakeGitHub) -> list[Question]:
        return [question for question in hub.asked if question.is_phase_two]

    assert work(together) == work(alone)


def test_the_words_of_a_pause_are_said(executor: ThreadPoolExecutor) -> None:
    assert "on leave until spring" in str(fetched(invented_hub(), executor, AMARA)[AMARA])


@pytest.mark.parametrize("depth", [Depth.FULL, Depth.LITE])
def test_private_days_are_the_calendar_without_what_can_be_seen(depth: Depth, executor: ThreadPoolExecutor) -> None:
    found = evidence(executor, PAT, depth)

    assert len(found.private_days) > 40
    assert {gap.code for gap in found.gaps} == {GapCode.PRIVATE_COUNTED_ONLY}
    assert evidence(executor, PAT, Depth.NONE).private_days == frozenset()


def test_files_of_commits_are_kept_so_that_a_second_look_asks_no_rest(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()
    github = source(gateway_to(hub), executor)

    first = github.fetch([DANA, SAM], now=NOW)
    asked = len(rest_questions(hub))
    second = github.fetch([DANA, SAM], now=NOW)

    assert asked > 0
    assert len(rest_questions(hub)) == asked
    assert first == second


def first_repository(answer: Answer, **changes: object) -> Answer:
    """The answer with another description of each person's first repository."""
    body = deepcopy(answer.body)
    for name, node in body["data"].items():
        if name.startswith("u") and node:
            did = node["contributionsCollection"]
            wanted = did["commitContributionsByRepository"][0]["repository"]["id"]
            for each in (*did["commitContributionsByRepository"], *did["pullRequestContributions"]["nodes"]):
                repository = each["pullRequest"]["repository"] if "pullRequest" in each else each["repository"]
                if repository["id"] == wanted:
                    repository.update(changes)
    return replace(answer, body=body)


@pytest.mark.parametrize("changes", [{"isFork": True}, {"isPrivate": True}])
def test_neither_forks_nor_private_repositories_are_opened(
    changes: dict[str, bool], executor: ThreadPoolExecutor
) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return first_repository(answer, **changes) if question.logins else answer

    usual, hub = evidence(executor, SAM), invented_hub(spoil)

    found = fetched(hub, executor, SAM)[SAM]

    assert isinstance(found, Evidence)
    assert [repository.name for repository in usual.repositories] == ["harbour-works/tidewatch"]
    assert (found.repositories, found.changes) == ((), ())
    assert not any(question.is_phase_two for question in hub.asked)


def test_reviews_in_private_repositories_are_nobodys_business(executor: ThreadPoolExecutor) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.logins:
            return answer
        body = deepcopy(answer.body)
        did = body["data"]["u0"]["contributionsCollection"]
        for review in did["pullRequestReviewContributions"]["nodes"]:
            review["pullRequest"] |= {"mergedBy": {"login": SAM}, "author": {"__typename": "User", "login": "bob"}}
            review["pullRequest"]["repository"]["isPrivate"] = True
        did["commitContributionsByRepository"][0]["repository"]["isPrivate"] = True
        did["totalCommitContributions"] = 5000
        return replace(answer, body=body)

    usual, found = evidence(executor, SAM), evidence(executor, SAM, spoil=spoil)

    assert usual.reviews > 0
    assert (found.reviews, found.merges_of_others) == (0, 0)
    assert found.looked_at.commits_total < usual.looked_at.commits_total


def test_private_repositories_count_for_those_who_may_see_them(executor: ThreadPoolExecutor) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return first_repository(answer, isPrivate=True) if question.logins else answer

    hub = invented_hub(spoil)

    found = GitHubSource(gateway_to(hub), executor, {}, Depth.FULL, private=True).fetch([SAM], now=NOW)[SAM]

    assert isinstance(found, Evidence)
    assert [repository.name for repository in found.repositories] == ["harbour-works/tidewatch"]
    assert found.changes


def test_what_a_person_left_out_is_neither_asked_for_nor_shown(executor: ThreadPoolExecutor) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.logins:
            return answer
        body = deepcopy(answer.body)
        body["data"]["u0"]["profile"] = {"settings": {"text": "exclude: [Harbour-Works/Tidewatch]"}}
        return replace(answer, body={"data": body["data"]})

    hub = invented_hub(spoil)

    found = fetched(hub, executor, SAM)[SAM]

    assert isinstance(found, Evidence)
    assert (found.repositories, found.changes, found.merged_pull_requests) == ((), (), 0)
    assert len(hub.asked) == 1


def test_a_settings_file_that_makes_no_sense_spoils_nobodys_fetch(executor: ThreadPoolExecutor) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.logins:
            return answer
        body = deepcopy(answer.body)
        body["data"]["u0"]["profile"] = {"settings": {"text": "badge: !!bool perhaps"}}
        return replace(answer, body=body)

    found = fetched(invented_hub(spoil), executor, SAM, DANA)

    assert {type(outcome) for outcome in found.values()} == {Evidence}
    sam = found[SAM]
    assert isinstance(sam, Evidence)
    assert GapCode.SETTINGS_UNREADABLE in {gap.code for gap in sam.gaps}


def test_one_persons_oddity_costs_only_themselves(executor: ThreadPoolExecutor) -> None:
    class Picky(dict[str, tuple[str, ...]]):
        """Paths of commits, with a defect that one person's work meets."""

        def __getitem__(self, oid: str) -> tuple[str, ...]:
            raise ZeroDivisionError(oid)

    source = GitHubSource(gateway_to(invented_hub()), executor, Picky(), Depth.FULL)

    found = source.fetch([SAM, Login("newcomer-nils")], now=NOW)

    assert str(found[SAM]) == "The evidence could not be put together (ZeroDivisionError)."
    assert isinstance(found[Login("newcomer-nils")], Evidence)


def test_nobody_whose_settings_are_no_text_is_looked_at(executor: ThreadPoolExecutor) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.logins:
            return answer
        body = deepcopy(answer.body)
        body["data"]["u0"]["profile"] = {"settings": {"text": None}}
        return replace(answer, body=body)

    hub = invented_hub(spoil)

    found = fetched(hub, executor, SAM)[SAM]

    assert isinstance(found, Paused)
    assert "is not UTF-8 text" in str(found)
    assert len(hub.asked) == 1


def test_an_account_is_followed_by_its_number_when_its_login_changes(executor: ThreadPoolExecutor) -> None:
    github = source(gateway_to(invented_hub()), executor)
    dana = evidence(executor)

    assert github.renamed(dana.user_id) == DANA
    assert github.renamed(1) is None


def test_nobody_asked_for_is_nothing_asked(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()

    assert fetched(hub, executor) == {}
    assert hub.asked == []


def test_a_spent_budget_is_everybodys_answer_and_phase_two_is_not_tried(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()
    gateway = gateway_to(hub)
    until = hub.clock() + timedelta(seconds=30)
    gateway.pool.block(gateway.pool._tokens[0], Resource.GRAPHQL, until, every=True)

    found = source(gateway, executor).fetch([DANA, SAM], now=NOW)

    assert {str(outcome) for outcome in found.values()} == {
        f"The budget at GitHub is used up until {until:%H:%M:%S} UTC."
    }
    assert hub.asked == []
