"""Everybody is looked at closely enough, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from action.cache import Cache
from action.collect import ROUNDS, Collector
from action.collected import Missing
from action.estimate import Cost
from action.patience import Limits, Patience, PatientTransport
from action.watch import Watch
from service.errors import GitHubDown, Misconfigured, UnknownLogin
from service.evidence import Gap, GapCode, Login, Outcome, parse_login
from service.github_api.transport import Answer
from tests.action.unit.carrier import LOST, Answers
from tests.action.unit.invented import Log, a_record, clocks
from tests.fakes import NOW, FakeClock, FakeSource, somebody


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


def _source(**outcomes: Outcome) -> FakeSource:
    return FakeSource({parse_login(name): outcome for name, outcome in outcomes.items()})


def _collector(source: FakeSource, executor: ThreadPoolExecutor, log: Log, **limits: int) -> Collector:
    patience = Patience(clocks(FakeClock()), Limits(NOW + timedelta(hours=1), **limits))
    watches = lambda: Watch(Answers())  # noqa: E731 - shorter than a function
    return Collector(watches, lambda _: source, executor, patience, Cache.open(None, "ada"), log.console())


def test_everybody_has_a_record_or_a_reason(executor: ThreadPoolExecutor) -> None:
    hole = replace(somebody("hal"), gaps=(Gap(GapCode.PARTIAL_ANSWER, "x"),))
    source = _source(ada=somebody("ada"), hal=hole, down=GitHubDown("x"), gone=UnknownLogin("x"))

    found = _collector(source, executor, Log()).collect(map(parse_login, ("ada", "hal", "down", "gone", "ada")))

    assert set(found.scores) == {"ada"}
    assert set(found.records) == {"ada", "gone"}
    assert found.missing == {"hal": Missing.INCOMPLETE, "down": Missing.UNANSWERED}
    assert found.partial
    assert source.asked.count(parse_login("hal")) == ROUNDS
    assert source.asked.count(parse_login("ada")) == 1


def test_somebody_who_is_remembered_is_not_asked_about(executor: ThreadPoolExecutor, tmp_path: Path) -> None:
    source, log = _source(bob=somebody("bob")), Log()
    collector = _collector(source, executor, log)
    collector.cache = Cache.open(tmp_path, "ada")
    collector.cache.put(parse_login("ada"), a_record("ada"))

    people = [parse_login("ada"), parse_login("bob")]
    found = collector.collect(people, collector.cache.remembered(people, NOW))

    assert (source.asked, set(found.records), found.remembered) == (["bob"], {"ada", "bob"}, 1)
    assert log.lines[0].startswith("Remembered from the last hours: 1. To be looked at: 1 (about")


@dataclass
class Costly:
    """A source that asks so many REST questions about each person."""

    watch: Watch
    source: FakeSource
    questions: int

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        for login in logins:
            for number in range(self.questions):
                self.watch.rest(f"/repos/{login}/work/commits/{number}")
        return self.source.fetch(logins, now=now)


def _costly(executor: ThreadPoolExecutor, log: Log, people: list[Login], questions: int, **limits: int) -> Collector:
    source = _source(**{login: somebody(login) for login in people})
    collector = _collector(source, executor, log, **limits)
    asked = PatientTransport(Forever(), collector.patience)
    collector.watch = lambda: Watch(asked)
    collector.source = lambda watch: Costly(watch, source, questions)
    return collector


class Forever(Answers):
    """Answers every question in the same way."""

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        return Answer(200, {}, {"path": path, "asked": dict(parameters or {})})


def test_as_soon_as_it_is_known_that_people_cost_more_it_is_said_once(executor: ThreadPoolExecutor) -> None:
    people, log = [parse_login(f"p{i:02d}") for i in range(60)], Log()

    found = _costly(executor, log, people, 5, requests=200).collect(people)

    [notice] = log.of("notice")
    assert notice.startswith("::notice title=Not enough for everybody::As it turns out, the other ")
    assert "Raise max-requests, or set cache-dir so that the next run goes on from here." in notice
    assert not any("may not be enough" in line for line in log.lines)
    assert 20 <= len(found.records) <= 40


def test_people_who_cost_what_was_expected_are_no_news(executor: ThreadPoolExecutor) -> None:
    people, log = [parse_login(f"p{i:02d}") for i in range(60)], Log()

    found = _costly(executor, log, people, 1, requests=200).collect(people)

    assert (len(found.records), log.of("notice"), found.advice) == (60, [], "")


def test_where_a_whole_batch_is_too_much_fewer_people_are_looked_at(executor: ThreadPoolExecutor) -> None:
    people = [parse_login(f"p{i}") for i in range(9)]

    found = _costly(executor, Log(), people, 1, requests=6).collect(people)

    assert 4 <= len(found.records) <= 6
    assert set(found.missing.values()) == {Missing.NOT_ASKED}


@pytest.mark.parametrize("cached", [True, False])
def test_what_to_change_before_the_next_run_depends_on_the_cache(
    executor: ThreadPoolExecutor, tmp_path: Path, *, cached: bool
) -> None:
    collector = _collector(_source(ada=somebody("ada")), executor, Log(), requests=0)
    collector.cache = Cache.open(tmp_path if cached else None, "ada")

    advice = collector.collect([parse_login("ada")]).advice

    assert advice.startswith("Raise max-requests, or ")
    assert ("set cache-dir so that the next run goes on from here" in advice) is not cached


def test_a_budget_that_is_too_small_leaves_people_out_and_says_why(executor: ThreadPoolExecutor) -> None:
    people = [parse_login(f"p{i:02d}") for i in range(40)]
    log = Log()

    found = _costly(executor, log, people, 1, requests=25).collect(people)

    assert 0 < len(found.records) < 40
    assert set(found.missing.values()) == {Missing.NOT_ASKED}
    assert len(found.records) + len(found.missing) == 40
    assert found.ended.startswith("max-requests")
    assert any("may not be enough for everybody" in line for line in log.lines)


def test_whom_the_run_itself_could_not_finish_was_not_asked_about(executor: ThreadPoolExecutor) -> None:
    hole = replace(somebody("hal"), gaps=(Gap(GapCode.PARTIAL_ANSWER, "x"),))
    collector = _collector(_source(hal=hole, down=GitHubDown("x")), executor, Log())
    collector.patience.stop("max-requests: 30 requests are used up.")

    found = collector.collect(map(parse_login, ("hal", "down")))

    assert found.missing == {"hal": Missing.NOT_ASKED, "down": Missing.NOT_ASKED}
    assert found.ended == "max-requests: 30 requests are used up."


def test_what_somebody_excluded_is_remembered_with_their_number(executor: ThreadPoolExecutor) -> None:
    chosen = replace(somebody("ada"), excluded=frozenset({"ada/diary"}))

    found = _collector(_source(ada=chosen), executor, Log()).collect([parse_login("ada")])

    assert found.records[parse_login("ada")].excluded == frozenset({"ada/diary"})


def test_a_token_that_is_refused_on_the_way_ends_the_run(executor: ThreadPoolExecutor) -> None:
    people = [parse_login(f"p{i:03d}") for i in range(100)]
    source = _source(**{login: Misconfigured("The token is refused.") for login in people})

    found = _collector(source, executor, Log()).collect(people)

    assert found.ended == "The token is refused."
    assert Missing.NOT_ASKED in found.missing.values()


def test_batches_become_smaller_when_github_is_slow(executor: ThreadPoolExecutor) -> None:
    people = [parse_login(f"p{i:03d}") for i in range(120)]
    source = _source(**{login: somebody(login) for login in people})
    collector = _collector(source, executor, Log())
    collector.watch = lambda: Watch(Answers(), slowest=6.0)

    collector.collect(people)

    assert len(source.batches[0]) == 10
    assert min(map(len, source.batches[:-4])) == 5


def test_a_watch_knows_what_was_lost_of_whose_work() -> None:
    ada = somebody("ada")
    [name] = {repository.name for repository in ada.repositories}
    watch = Watch(
        Answers({"/repos/other/one/commits/1": [LOST], f"/repos/{name}/commits/1": [LOST, Answer(200, {}, {})]})
    )

    watch.rest("/repos/other/one/commits/1")
    assert watch.is_complete(ada)
    watch.rest(f"/repos/{name}/commits/1")
    assert not watch.is_complete(ada)
    watch.rest(f"/repos/{name}/commits/1")
    assert watch.is_complete(ada)


def test_a_watch_remembers_the_slowest_answer() -> None:
    watch = Watch(Answers(graph=[Answer(200, {}, {}, 3.0), Answer(200, {}, {}, 1.0)]))

    watch.graphql("q", {})
    watch.graphql("q", {})

    assert watch.slowest == 3.0


def test_a_watch_adds_up_what_its_questions_cost() -> None:
    answer = Answer(200, {}, {"data": {"rateLimit": {"cost": 3}}}, 2.0)
    watch = Watch(Answers({"/x": [Answer(200, {}, {}, 0.5)]}, [answer]))

    watch.graphql("q", {})
    watch.rest("/x")
    watch.rest("/x")

    assert watch.spent == Cost(3, 2, 3.0)
