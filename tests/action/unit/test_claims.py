"""The lock of a report: taken by one run at a time, and taken over when a run left it behind."""

from datetime import timedelta

import pytest

from action.errors import NotPosted
from action.publish.claims import Claim, Claims, Lock
from service.github_api.transport import Answer
from tests.action.unit.carrier import FORBIDDEN, LOST, Repository, a_desk, data
from tests.fakes import NOW, FakeClock
from tests.github_stub.schema import problems

NAME = "report-1f2e3d4c"
OLD = f"Lock ({NOW - timedelta(days=7):%Y-%m-%dT%H:%M:%SZ} 0123456789abcdef)"
REFUSED = {"type": "FORBIDDEN", "message": "Resource not accessible by integration", "path": ["deleteLabel"]}


def _claims(repository: Repository, clock: FakeClock) -> Claims:
    return Claims(a_desk(repository, clock), "octo/hello", NAME)


def test_of_two_runs_that_take_over_an_old_lock_one_gets_it(clock: FakeClock) -> None:
    repository = Repository(labels={NAME: OLD})
    first, second = _claims(repository, clock), _claims(repository, clock)
    seen = first.take(), second.take()

    first.free(seen[0])
    taken = first.take()
    second.free(seen[1])

    assert [lock.claim for lock in (*seen, taken)] == [Claim.TAKEN, Claim.TAKEN, Claim.OURS]
    assert second.take() == Lock(Claim.TAKEN_NOW, NAME, taken.id)


def test_a_label_is_deleted_by_its_id_in_words_of_githubs_schema(clock: FakeClock) -> None:
    repository = Repository()
    claims = _claims(repository, clock)

    claims.free(claims.take())

    [asked] = repository.asked
    assert (asked["input"], repository.labels) == ({"id": f"{NAME}#1"}, {})
    assert problems(asked["query"]) == ()


@pytest.mark.parametrize("answer", [LOST, Answer(502, {}, None, 9.0), data(deleteLabel=None)])
def test_whoever_does_not_know_whether_a_label_is_deleted_sees_it_the_next_time(
    answer: Answer, clock: FakeClock
) -> None:
    repository = Repository(labels={NAME: OLD}, refuse={("DELETE", NAME): [answer]})
    claims = _claims(repository, clock)
    lock = claims.take()

    claims.free(lock)

    assert claims.take() == lock


@pytest.mark.parametrize(
    "answer", [FORBIDDEN, Answer(200, {}, {"data": {"deleteLabel": None}, "errors": [REFUSED]}), Answer(401)]
)
def test_a_label_that_may_not_be_deleted_is_named_with_its_place(answer: Answer, clock: FakeClock) -> None:
    repository = Repository(labels={NAME: OLD}, refuse={("DELETE", NAME): [answer]})
    claims = _claims(repository, clock)

    with pytest.raises(NotPosted, match=rf"Delete the label {NAME} of octo/hello \(under Issues, Labels\)"):
        claims.free(claims.take())


def test_labels_of_people_are_passed_by_and_never_deleted(clock: FakeClock) -> None:
    theirs = {NAME: "Ours since 2019", f"{NAME}-2": ""}
    repository = Repository(labels=dict(theirs))

    assert _claims(repository, clock).take().name == f"{NAME}-3"
    assert repository.labels.items() >= theirs.items()


def test_people_who_use_all_the_names_are_told(clock: FakeClock) -> None:
    repository = Repository(labels=dict.fromkeys([NAME, *(f"{NAME}-{number}" for number in range(2, 6))], "Ours"))

    with pytest.raises(NotPosted, match=f"people use {NAME} and those with -2 to -5"):
        _claims(repository, clock).take()


def test_a_run_knows_its_own_lock_of_this_very_second() -> None:
    clock = FakeClock(NOW + timedelta(milliseconds=700))

    assert _claims(Repository(lose={"labels"}), clock).take() == Lock(Claim.OURS, NAME, f"{NAME}#1")
