"""Phase two: what is asked about whom, and what becomes of the answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.evidence import Depth
from service.github_api.looking import PULL_REQUESTS, REPOSITORIES, Subject, open_work
from service.github_api.observed import Account, Look
from service.github_api.transport import Answer
from service.wishes import Wishes
from tests.service.github_api.observations import TODAY, WINDOW, account, ago, place, pull, worked
from tests.service.github_api.scripted import FakeGitHub, Json, Question, data, error, gateway_to

COMMIT: Json = {
    "oid": "abc",
    "authoredDate": f"{ago(1)}T09:00:00Z",
    "additions": 1,
    "deletions": 0,
    "changedFilesIfAvailable": 1,
    "message": "Mend the pump",
    "author": {"email": "ada@example.org", "user": {"login": "ada"}},
}
HISTORY: Json = {"defaultBranchRef": {"target": {"history": {"totalCount": 1, "nodes": [COMMIT]}}}}
PULL: Json = {"mergeCommit": None, "files": {"nodes": [{"path": "pump.py"}]}, "commits": {"nodes": []}}
CALENDAR: Json = {
    "contributionsCollection": {
        "contributionCalendar": {
            "weeks": [{"contributionDays": [{"date": str(ago(4)), "contributionCount": 2}]}],
        },
        **{
            f"{kind}Contributions": {"nodes": []}
            for kind in ("issue", "pullRequest", "pullRequestReview", "repository")
        },
    }
}


def node_for(value: str) -> Json:
    """The answer to a question about this id."""
    if value.startswith("PR_"):
        return PULL
    return CALENDAR if value.startswith("U_") else HISTORY


def asked_ids(question: Question) -> dict[str, str]:
    """The id behind each alias."""
    return {name: value for name, value in question.values.items() if name[:1] == "q" and "_" not in name}


def honest(question: Question) -> Answer:
    return data({alias: node_for(value) for alias, value in asked_ids(question).items()})


def spoiled(change: Callable[[Question, Json], list[Json]]) -> FakeGitHub:
    """A transport whose data `change` may alter, giving the errors."""

    def reply(question: Question) -> Answer:
        found = {alias: node_for(value) for alias, value in asked_ids(question).items()}
        errors = change(question, found)
        return data(found, *errors)

    return FakeGitHub(reply)


def opened(hub: FakeGitHub, *who: Account, depth: Depth = Depth.FULL, wishes: Wishes | None = None) -> list[Look]:
    return open_work(gateway_to(hub), [Subject(each, wishes or Wishes()) for each in who], WINDOW, depth)


def test_without_depth_nothing_is_asked() -> None:
    hub = FakeGitHub(honest)

    looks = opened(hub, account([worked({ago(1): 1})], [pull(1)], private=3), depth=Depth.NONE)

    assert looks == [Look()]
    assert hub.asked == []


def test_lite_opens_pull_requests_and_the_calendar() -> None:
    hub = FakeGitHub(honest)

    (look,) = opened(hub, account([worked({ago(1): 1})], [pull(1)], private=3), depth=Depth.LITE)

    assert look.pull_requests["PR_1"].paths == ("pump.py",)
    assert look.private_days == {ago(4)}
    assert look.histories == {}
    assert len(hub.asked) == 1


def test_full_opens_histories_too_and_all_in_one_document() -> None:
    hub = FakeGitHub(honest)

    (look,) = opened(hub, account([worked({ago(1): 1})], [pull(1)], private=3))

    assert [commit.oid for commit in look.histories["harbour-works/quayside"].commits] == ["abc"]
    assert look.pull_requests
    assert look.private_days
    assert len(hub.asked) == 1


def test_without_private_contributions_no_calendar_is_asked_for() -> None:
    hub = FakeGitHub(honest)

    opened(hub, account([worked({ago(1): 1})]))

    assert "Calendar" not in hub.asked[0].text


def test_people_without_work_cost_nothing() -> None:
    hub = FakeGitHub(honest)

    assert opened(hub, account(), account()) == [Look(), Look()]
    assert hub.asked == []


def test_neither_forks_nor_what_the_person_left_out_is_opened() -> None:
    hub, fork, diary = FakeGitHub(honest), place("ada/fork", fork=True), place("Ada/Diary")
    who = account([worked({ago(1): 1}, fork), worked({ago(1): 1}, diary)], [pull(1, where=fork), pull(2, where=diary)])

    opened(hub, who, wishes=Wishes(exclude=frozenset({"ada/diary"})))

    assert hub.asked == []


def test_the_most_active_repositories_and_the_newest_pull_requests_are_opened() -> None:
    hub = FakeGitHub(honest)
    done = [worked({ago(day): 1 for day in range(n)}, place(f"a/r{n}")) for n in range(1, 9)]
    pulls = [pull(n, TODAY - timedelta(days=n)) for n in range(80)]

    (look,) = opened(hub, account(done, pulls))

    assert set(look.histories) == {f"a/r{n}" for n in range(8, 8 - REPOSITORIES, -1)}
    assert set(look.pull_requests) == {f"PR_{n}" for n in range(PULL_REQUESTS)}


def test_several_people_share_documents_and_keep_their_own_answers() -> None:
    hub = FakeGitHub(honest)
    people = [account([worked({ago(1): 1}, place(f"a/r{n}"))], [pull(n)], login=f"p{n}") for n in range(3)]

    looks = opened(hub, *people)

    assert [set(look.histories) for look in looks] == [{"a/r0"}, {"a/r1"}, {"a/r2"}]
    assert [set(look.pull_requests) for look in looks] == [{"PR_0"}, {"PR_1"}, {"PR_2"}]


def test_documents_do_not_grow_beyond_what_github_can_answer() -> None:
    hub = FakeGitHub(honest)

    opened(hub, *(account(pulls=[pull(n * 100 + i, files=100) for i in range(40)]) for n in range(4)))

    sizes = [len(asked_ids(question)) for question in hub.asked]
    assert sum(sizes) == 160
    assert max(sizes) <= 5000 / 100


@pytest.mark.parametrize("kind", ["NOT_FOUND", "FORBIDDEN"])
def test_what_is_gone_or_hidden_is_not_asked_for_again(kind: str) -> None:
    def change(_question: Question, found: Json) -> list[Json]:
        found["q0"] = None
        return [error(kind, "q0")]

    hub = spoiled(change)

    (look,) = opened(hub, account(pulls=[pull(1), pull(2, ago(2))]), depth=Depth.LITE)

    assert set(look.pull_requests) == {"PR_2"}
    assert look.unanswered == 0
    assert len(hub.asked) == 1


def test_what_is_hidden_inside_an_answer_leaves_the_rest_of_it() -> None:
    hub = spoiled(lambda *_: [error("FORBIDDEN", "q0", "commits", "nodes", 0, "commit", "author", "user")])

    (look,) = opened(hub, account(pulls=[pull(1)]), depth=Depth.LITE)

    assert set(look.pull_requests) == {"PR_1"}
    assert len(hub.asked) == 1


def test_an_accident_is_asked_again_alone() -> None:
    def change(question: Question, found: Json) -> list[Json]:
        if len(found) == 1:
            return []
        alias = next(name for name, value in asked_ids(question).items() if value == "PR_2")
        found[alias] = None
        return [error(None, alias)]

    hub = spoiled(change)

    (look,) = opened(hub, account(pulls=[pull(1), pull(2)]), depth=Depth.LITE)

    assert set(look.pull_requests) == {"PR_1", "PR_2"}
    assert [len(asked_ids(question)) for question in hub.asked] == [2, 1]
    assert look.unanswered == 0


def spoil_first(errors: list[Json], *, null: bool) -> FakeGitHub:
    def change(_question: Question, found: Json) -> list[Json]:
        if null:
            found["q0"] = None
        return errors

    return spoiled(change)


@pytest.mark.parametrize(
    ("errors", "null", "kept"),
    [
        ([error(None, "q0")], True, False),
        ([], True, False),
        ([error(None, "q0", "files")], False, True),
        ([error(None)], False, True),
    ],
)
def test_what_is_never_answered_well_is_asked_three_times_and_counted(
    errors: list[Json],
    null: bool,  # noqa: FBT001 - a row of the table
    kept: bool,  # noqa: FBT001 - as above
) -> None:
    hub = spoil_first(errors, null=null)

    (look,) = opened(hub, account(pulls=[pull(1)]), depth=Depth.LITE)

    assert len(hub.asked) == 3
    assert look.unanswered == 1
    assert set(look.pull_requests) == ({"PR_1"} if kept else set())


def test_an_answer_of_another_shape_is_no_answer() -> None:
    def change(_question: Question, found: Json) -> list[Json]:
        found["q0"] = {"files": {"nodes": "many"}}
        return []

    (look,) = opened(spoiled(change), account(pulls=[pull(1)]), depth=Depth.LITE)

    assert (look.pull_requests, look.unanswered) == ({}, 1)


def too_large_above(most: int, answer: Answer) -> FakeGitHub:
    """A GitHub that answers documents of at most so many questions."""
    return FakeGitHub(lambda question: honest(question) if len(asked_ids(question)) <= most else answer)


LIMITS = error("RESOURCE_LIMITS_EXCEEDED", message="Resource limits for this query exceeded.")


@pytest.mark.parametrize("answer", [data(None, LIMITS), Answer(502, seconds=10.0)])
def test_a_document_that_is_too_large_is_cut_into_halves(answer: Answer) -> None:
    hub = too_large_above(2, answer)

    (look,) = opened(hub, account(pulls=[pull(n) for n in range(8)]), depth=Depth.LITE)

    assert len(look.pull_requests) == 8
    assert [len(asked_ids(question)) for question in hub.asked] == [8, 4, 2, 2, 4, 2, 2]


def test_one_question_that_is_too_large_is_given_up() -> None:
    (look,) = opened(too_large_above(0, data(None, LIMITS)), account(pulls=[pull(1)]), depth=Depth.LITE)

    assert look.unanswered == 1


def test_resource_limits_in_a_part_of_an_answer_ask_for_that_part_in_halves() -> None:
    def change(_question: Question, found: Json) -> list[Json]:
        if len(found) <= 2:
            return []
        for i in range(4, 8):
            found[f"q{i}"] = None
        return [LIMITS | {"path": [f"q{i}"]} for i in range(4, 8)]

    hub = spoiled(change)

    (look,) = opened(hub, account(pulls=[pull(n) for n in range(8)]), depth=Depth.LITE)

    assert len(look.pull_requests) == 8
    assert [len(asked_ids(question)) for question in hub.asked] == [8, 2, 2]


@pytest.mark.parametrize(
    "answer", [Answer(401, body={}), Answer(429), Answer(502), Answer(404, body={}), data(None, error("VALIDATION"))]
)
def test_what_concerns_the_whole_document_is_given_up_at_once(answer: Answer) -> None:
    hub = FakeGitHub(lambda _: answer)

    (look,) = opened(hub, account([worked({ago(1): 1})], [pull(1), pull(2)]))

    assert look.unanswered == 3
    assert len(hub.asked) <= 3


def history_of(*commits: Json) -> Json:
    return {"defaultBranchRef": {"target": {"history": {"totalCount": len(commits), "nodes": list(commits)}}}}


def test_days_with_more_commits_than_listed_are_searched_for_co_authored_ones() -> None:
    other = COMMIT | {
        "oid": "shared",
        "authoredDate": f"{ago(6)}T09:00:00Z",
        "author": {"email": "b", "user": {"login": "bob"}},
        "authors": {"nodes": [{"user": {"login": "bob"}}, {"user": {"login": "ada"}}]},
    }

    def reply(question: Question) -> Answer:
        shared = f"{ago(6)}T00:00:00Z" in question.text
        return data({"q0": history_of(other) if shared else history_of(COMMIT)})

    hub = FakeGitHub(reply)

    (look,) = opened(hub, account([worked({ago(1): 1, ago(6): 1})]))

    assert [commit.oid for commit in look.shared["harbour-works/quayside"]] == ["shared"]
    assert len(hub.asked) == 2


def test_shared_commits_of_several_days_are_kept_together_each_once() -> None:
    def named(oid: str, days: int) -> Json:
        authors = {"nodes": [{"user": {"login": "ada"}}]}
        return COMMIT | {"oid": oid, "authoredDate": f"{ago(days)}T09:00:00Z", "author": None, "authors": authors}

    def reply(question: Question) -> Answer:
        if "mentionableUsers" in question.text:
            return data({"q0": history_of()})
        return data({"q0": history_of(named("a", 6), named("b", 6)), "q1": history_of(named("b", 6), named("c", 7))})

    (look,) = opened(FakeGitHub(reply), account([worked({ago(6): 2, ago(7): 1})]))

    assert sorted(commit.oid for commit in look.shared["harbour-works/quayside"]) == ["a", "b", "c"]


def test_a_squash_commit_of_a_pull_request_that_was_not_opened_is_asked_about() -> None:
    landed = COMMIT | {"message": "Mend the pump (#41)"}

    def reply(question: Question) -> Answer:
        found: Any = {"mergeCommit": {"oid": "abc"}, "files": {"nodes": [{"path": "pump.py"}]}}
        asked = "pullRequest(number: 41)" in question.text
        return data({"q0": {"pullRequest": found} if asked else history_of(landed)})

    (look,) = opened(FakeGitHub(reply), account([worked({ago(1): 1})]))

    assert look.files == {"abc": ("pump.py",)}


def test_a_number_that_is_too_long_spoils_no_document() -> None:
    landed = COMMIT | {"message": f"Mend the pump (#{'9' * 20})"}
    hub = FakeGitHub(lambda _: data({"q0": history_of(landed)}))

    opened(hub, account([worked({ago(1): 1})]))

    assert all("9999999999" not in question.text for question in hub.asked)


def test_a_private_day_is_not_one_with_visible_commits() -> None:
    who = replace(account([worked({ago(4): 2})], private=2))

    (look,) = opened(FakeGitHub(honest), who, depth=Depth.LITE)

    assert look.private_days == frozenset()
