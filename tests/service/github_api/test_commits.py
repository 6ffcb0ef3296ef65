"""Single commits: which are worth a request, and what becomes of the answer."""

from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.github_api.commits import SAMPLE, OpenedCommits, open_commits, open_sample, sample
from service.github_api.looking import Subject
from service.github_api.observed import Commit, Look
from service.github_api.transport import Answer
from service.wishes import Wishes
from tests.service.github_api.observations import (
    NAME,
    account,
    ago,
    commit,
    history,
    place,
    pull,
    work,
    worked,
)
from tests.service.github_api.scripted import FakeGitHub, Question, always, gateway_to

Files = dict[str, tuple[str, ...]]


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


def subject(wishes: Wishes | None = None, pulls: int = 0) -> Subject:
    who = account([worked({ago(1): 9})], [pull(i) for i in range(pulls)])
    return Subject(who, wishes or Wishes())


def look_at(*commits: Commit, files: Files | None = None) -> Look:
    return Look({NAME: history(*commits)}, files=files or {})


def chosen(look: Look, size: int = 24, who: Subject | None = None) -> list[str]:
    return [oid for _, oid in sample(who or subject(), look, size)]


def files_of(paths: dict[str, list[str]]) -> FakeGitHub:
    """A GitHub that knows the files of some commits."""

    def reply(question: Question) -> Answer:
        oid = question.text.rpartition("/")[2]
        listed = [{"filename": path} for path in paths.get(oid, [])]
        return Answer(200, body={"files": listed}) if oid in paths else Answer(404, body={"message": "Not Found"})

    return FakeGitHub(reply)


def test_one_commit_a_day_is_chosen_the_newest_days_first() -> None:
    look = look_at(commit("a", ago(3)), commit("b", ago(1)), commit("c", ago(1)), commit("d", ago(2)))

    assert len(chosen(look)) == 3
    assert chosen(look)[1:] == ["d", "a"]
    assert chosen(look, 1) in (["b"], ["c"])
    assert chosen(look, 0) == []


def test_the_likeliest_commit_of_a_day_is_the_largest_that_is_no_chore() -> None:
    look = look_at(
        commit("docs", ago(1), "docs: tell more", lines=900),
        commit("small", ago(1), "Mend", lines=2),
        commit("large", ago(1), "Build the dock", lines=80),
        commit("chore", ago(1), "Chore(deps): update", lines=700),
    )

    assert chosen(look) == ["large"]


def test_a_word_that_only_begins_like_a_chore_is_none() -> None:
    verb = commit("a", ago(1), "Build the dock", lines=9)

    assert chosen(look_at(verb, commit("b", ago(1), "build(deps): bump", lines=10))) == ["a"]


def test_a_day_on_which_code_was_seen_is_settled() -> None:
    look = look_at(commit("a", ago(1)), commit("b", ago(1)), commit("c", ago(2)), files={"a": ("pump.py",)})

    assert chosen(look) == ["c"]


def test_a_day_on_which_only_docs_were_seen_is_not() -> None:
    look = look_at(commit("a", ago(1)), commit("b", ago(1)), files={"a": ("README.md",)})

    assert chosen(look) == ["b"]


def test_a_second_repository_of_many_days_is_looked_into_whatever_the_first_one_holds() -> None:
    script = place("ada/rates", owned=True)
    days = range(1, 31)
    first = [commit(f"a{i}", ago(i)) for i in days]
    second = [commit(f"b{i}", ago(i), lines=1) for i in days]
    who = Subject(account([worked({ago(i): 1 for i in days}), worked({ago(i): 1 for i in days}, script)]), Wishes())
    files = {f"a{i}": ("pump.py",) for i in days}
    look = Look({NAME: history(*first), "ada/rates": history(*second)}, files=files)

    assert chosen(look, who=who) == ["b1", "b2"]


def test_a_repository_of_few_days_is_not_looked_into_for_its_own_sake() -> None:
    look = look_at(*(commit(f"a{i}", ago(1)) for i in range(9)), files={"a0": ("pump.py",)})

    assert chosen(look) == []


def test_a_commit_that_a_pull_request_explains_is_not_opened() -> None:
    look = Look({NAME: history(commit("a", ago(1)))}, pull_requests={"PR_0": work("README.md", merge_oid="a")})

    assert chosen(look, who=subject(pulls=1)) == []


@pytest.mark.parametrize("other", [commit("x", merge=True), commit("x", empty=True), commit("x", by_hand=False)])
def test_what_is_no_change_is_not_opened(other: Commit) -> None:
    assert chosen(look_at(other)) == []


def test_what_does_not_count_is_not_opened() -> None:
    assert chosen(look_at(commit("a")), who=subject(Wishes(exclude=frozenset({NAME})))) == []
    fork = Subject(account([worked({ago(1): 1}, place(fork=True))]), Wishes())
    assert chosen(look_at(commit("a")), who=fork) == []


def test_a_commit_that_turned_out_empty_does_not_stand_in_the_way_of_the_next() -> None:
    look = look_at(commit("empty", ago(1), lines=90), commit("b", ago(1)), files={"empty": ()})

    assert chosen(look) == ["b"]


def test_opening_asks_for_each_commit_once_and_keeps_its_paths(executor: ThreadPoolExecutor) -> None:
    hub, files = files_of({"a": ["pump.py", "README.md"]}), Files()

    for _ in range(2):
        found = open_commits(gateway_to(hub), [(NAME, "a")], files, executor)

        assert found.files == files == {"a": ("pump.py", "README.md")}
        assert not found.unanswered

    assert [question.text for question in hub.asked] == [f"/repos/{NAME}/commits/a"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, body={}),
        Answer(502),
        Answer(429),
        Answer(401, body={}),
        Answer(200, body=[]),
        Answer(200, body={"files": None}),
        Answer(200, body={"sha": "a"}),
    ],
)
def test_what_github_does_not_give_is_left_out_and_not_kept(answer: Answer, executor: ThreadPoolExecutor) -> None:
    files = Files()

    found = open_commits(gateway_to(FakeGitHub(always(answer))), [(NAME, "a")], files, executor)

    assert found.files == files == {}
    assert found.unanswered == (frozenset() if answer.status == 404 else {"a"})


def test_a_commit_without_files_is_an_answer(executor: ThreadPoolExecutor) -> None:
    found = open_commits(gateway_to(files_of({"a": []})), [(NAME, "a")], {}, executor)

    assert found == OpenedCommits({"a": ()})


def test_entries_that_are_no_files_are_left_out(executor: ThreadPoolExecutor) -> None:
    listed = [{"filename": "a.py"}, None, {"status": "added"}, "b.py"]
    hub = FakeGitHub(always(Answer(200, body={"files": listed})))

    assert open_commits(gateway_to(hub), [(NAME, "a")], {}, executor).files == {"a": ("a.py",)}


class ForgetfulFiles(dict[str, tuple[str, ...]]):
    """Drops what it is given, as a full cache may at any time."""

    def __contains__(self, oid: object) -> bool:
        return True

    def __setitem__(self, oid: str, paths: tuple[str, ...]) -> None:
        pass


def test_a_cache_that_drops_paths_at_any_time_loses_none_of_this_look(executor: ThreadPoolExecutor) -> None:
    files: MutableMapping[str, tuple[str, ...]] = ForgetfulFiles()

    found = open_commits(gateway_to(files_of({"a": ["a.py"]})), [(NAME, "a")], files, executor)

    assert found.files == {"a": ("a.py",)}


def test_more_commits_of_a_day_are_opened_until_code_is_seen(executor: ThreadPoolExecutor) -> None:
    hub = files_of({"a": ["README.md"], "b": ["pump.py"], "c": ["more.py"]})
    look = look_at(commit("a", ago(1), lines=9), commit("b", ago(1), lines=8), commit("c", ago(1), lines=7))

    found = open_sample(gateway_to(hub), subject(), look, {}, executor)

    assert set(found.files) == {"a", "b"}


def test_a_day_of_docs_is_opened_three_times_at_most(executor: ThreadPoolExecutor) -> None:
    hub = FakeGitHub(always(Answer(200, body={"files": [{"filename": "README.md"}]})))
    look = look_at(*(commit(f"a{i}", ago(1)) for i in range(9)))

    found = open_sample(gateway_to(hub), subject(), look, {}, executor)

    assert len(found.files) == len(hub.asked) == 3


def test_no_more_than_the_sample_is_opened(executor: ThreadPoolExecutor) -> None:
    commits = [commit(f"{day}-{i}", ago(day)) for day in range(60) for i in range(4)]
    hub = FakeGitHub(always(Answer(200, body={"files": [{"filename": "README.md"}]})))

    found = open_sample(gateway_to(hub), subject(), look_at(*commits), {}, executor)

    assert len(found.files) == len(hub.asked) == SAMPLE


def test_when_github_gives_nothing_it_is_not_asked_again(executor: ThreadPoolExecutor) -> None:
    hub = FakeGitHub(always(Answer(404, body={})))

    open_sample(gateway_to(hub), subject(), look_at(commit("a"), commit("b", ago(1))), {}, executor)

    assert len(hub.asked) == 2


def test_commits_that_github_did_not_give_are_counted_once_in_all_rounds(executor: ThreadPoolExecutor) -> None:
    def reply(question: Question) -> Answer:
        listed = [{"filename": "README.md"}]
        return Answer(200, body={"files": listed}) if question.text.endswith("c") else Answer(502)

    look = look_at(commit("a"), commit("b", ago(1)), commit("c", ago(2)), commit("d", ago(2)))

    assert open_sample(gateway_to(FakeGitHub(reply)), subject(), look, {}, executor).unanswered == 3


def test_a_commit_that_comes_at_the_second_time_of_asking_is_no_gap(executor: ThreadPoolExecutor) -> None:
    answers = iter([Answer(502), Answer(502), Answer(502)])

    def reply(question: Question) -> Answer:
        good = Answer(200, body={"files": [{"filename": "README.md"}]})
        return next(answers, good) if question.text.endswith("a") else good

    look = look_at(commit("a"), commit("b", ago(1)))

    assert open_sample(gateway_to(FakeGitHub(reply)), subject(), look, {}, executor).unanswered == 0
