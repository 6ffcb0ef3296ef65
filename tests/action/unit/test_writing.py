"""Writes happen once, slowly."""

from datetime import timedelta

import pytest

from action.errors import NotPosted
from action.publish.writing import TooLate, WritingClient, was_written
from service.github_api.transport import Answer
from tests.action.unit.carrier import LOST, Repository, a_desk, data
from tests.fakes import NOW, FakeClock
from tests.github_stub import GitHubStub

LABELS = "/repos/octo/hello/labels"
SECONDARY = Answer(403, {"retry-after": "30"}, {"message": "You have exceeded a secondary rate limit"})


def test_a_second_passes_between_two_writes(clock: FakeClock) -> None:
    desk = a_desk(Repository(), clock)

    desk.create(LABELS, {"name": "a", "description": ""})
    assert clock() == NOW
    desk.create(LABELS, {"name": "b", "description": ""})

    assert clock() == NOW + timedelta(seconds=1)


def test_what_may_have_been_created_is_not_created_again(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/labels"): [LOST]})

    answer = a_desk(repository, clock).create(LABELS, {"name": "a"})

    assert not was_written(answer)
    assert len(repository.writes) == 1


def test_what_github_refused_to_take_is_sent_again_unless_it_is_too_late(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/labels"): [SECONDARY, SECONDARY]})
    desk = a_desk(repository, clock)

    with pytest.raises(TooLate):
        desk.create(LABELS, {"name": "a", "description": ""}, before=NOW + timedelta(seconds=20))
    assert was_written(desk.create(LABELS, {"name": "a", "description": ""}))


def test_a_change_is_repeated_because_the_outcome_is_the_same(clock: FakeClock) -> None:
    repository = Repository(refuse={("PATCH", "/1"): [LOST]})
    repository.add_issue("old")

    assert was_written(a_desk(repository, clock).change("/repos/octo/hello/issues/1", {"body": "new"}))
    assert len(repository.writes) == 2


def test_mutations_are_sent_once(clock: FakeClock) -> None:
    repository = Repository(graph=[data(a=1)])

    assert a_desk(repository, clock).mutate("mutation", {}).status == 200
    assert len(repository.asked) == 1


def test_the_end_of_patience_is_a_report_that_was_not_posted(clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match="time of this run"):
        a_desk(Repository(), clock, until=NOW).create(LABELS, {})


def test_the_network_s_client_writes_issues(clock: FakeClock) -> None:
    with GitHubStub(clock) as stub:
        stub.token("ghs_workflow", viewer="github-actions[bot]")
        answer = WritingClient(stub.url, "ghs_workflow").send("POST", "/repos/octo/hello/issues", {"title": "Title"})

        assert (answer.status, answer.body["number"]) == (201, 1)
        assert stub.issues.on("octo/hello").issues[1].author == "github-actions[bot]"
