"""Phase two when GitHub answers in part, too slowly, or not at all."""

import pytest

from service.evidence import Depth
from service.github_api.transport import Answer
from tests.service.github_api.observations import account, ago, pull, worked
from tests.service.github_api.phase_two import asked_ids, honest, opened, spoiled
from tests.service.github_api.scripted import FakeGitHub, Json, Question, data, error


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
