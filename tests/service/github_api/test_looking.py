"""Phase two: what is asked about whom, and what becomes of the answers."""

from datetime import timedelta
from typing import Any

import pytest

from service.evidence import Depth
from service.github_api.looking import PULL_REQUESTS, REPOSITORIES
from service.github_api.observed import Look
from service.github_api.queries.work import SHARED_COMMITS
from service.github_api.transport import Answer
from service.wishes import Wishes
from tests.service.github_api.observations import TODAY, account, ago, place, pull, worked
from tests.service.github_api.phase_two import COMMIT, asked_ids, honest, opened
from tests.service.github_api.scripted import FakeGitHub, Json, Question, data


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
        shared = f"{ago(7)}T12:00:00Z" in question.text
        return data({"q0": history_of(other) if shared else history_of(COMMIT)})

    hub = FakeGitHub(reply)

    (look,) = opened(hub, account([worked({ago(1): 1, ago(6): 1})]))

    assert [commit.oid for commit in look.shared["harbour-works/quayside"]] == ["shared"]
    assert len(hub.asked) == 2


@pytest.mark.parametrize(("commits", "whole"), [(SHARED_COMMITS - 1, True), (SHARED_COMMITS, False)])
def test_a_day_is_asked_in_full_unless_there_may_be_more_commits(commits: int, *, whole: bool) -> None:
    others = [COMMIT | {"oid": f"o{i}", "author": None, "authors": None} for i in range(commits)]

    def reply(question: Question) -> Answer:
        return data({"q0": history_of(COMMIT) if "mentionableUsers" in question.text else history_of(*others)})

    (look,) = opened(FakeGitHub(reply), account([worked({ago(1): 1, ago(6): 1})]))

    assert look.asked_days == ({("harbour-works/quayside", ago(6))} if whole else set())


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


@pytest.mark.parametrize(("oid", "files"), [("abc", {"abc": ("pump.py",)}), ("other", {})])
def test_a_squash_commit_of_a_pull_request_that_was_not_opened_is_asked_about(oid: str, files: Json) -> None:
    landed = COMMIT | {"message": "Mend the pump (#41)"}

    def reply(question: Question) -> Answer:
        found: Any = {"mergeCommit": {"oid": oid}, "files": {"nodes": [{"path": "pump.py"}]}}
        asked = "pullRequest(number: 41)" in question.text
        return data({"q0": {"pullRequest": found} if asked else history_of(landed)})

    (look,) = opened(FakeGitHub(reply), account([worked({ago(1): 1})]))

    assert look.files == files
    assert look.unanswered == 0


def test_a_number_that_is_too_long_spoils_no_document() -> None:
    landed = COMMIT | {"message": f"Mend the pump (#{'9' * 20})"}
    hub = FakeGitHub(lambda _: data({"q0": history_of(landed)}))

    opened(hub, account([worked({ago(1): 1})]))

    assert all("9999999999" not in question.text for question in hub.asked)


def test_a_private_day_is_not_one_with_visible_commits() -> None:
    who = account([worked({ago(4): 2})], private=2)

    (look,) = opened(FakeGitHub(honest), who, depth=Depth.LITE)

    assert look.private_days == frozenset()
