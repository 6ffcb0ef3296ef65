"""One comment a run."""

import pytest

from action.errors import NotPosted
from action.publish.comment import Comments
from action.publish.issue import Issue
from tests.action.unit.carrier import BOT, FORBIDDEN, LOST, Repository, a_desk
from tests.fakes import NOW, FakeClock

MARK = "<!-- still-engineering:run 7.1 -->"
ISSUE = Issue(1, "https://github.com/octo/hello/issues/1", "", open=True)


def _comments(repository: Repository, clock: FakeClock) -> Comments:
    return Comments(a_desk(repository, clock), BOT, "octo/hello", MARK, NOW)


def test_a_run_comments_once_and_changes_its_comment_when_it_is_repeated(clock: FakeClock) -> None:
    repository = Repository()

    first = _comments(repository, clock).post_once(ISSUE, f"{MARK} one")
    _comments(repository, clock).post_once(ISSUE, f"{MARK} two")

    assert first == "https://github.com/comment-1"
    assert [comment["body"] for comment in repository.comments] == [f"{MARK} two"]


def test_a_lost_answer_does_not_make_a_second_comment(clock: FakeClock) -> None:
    repository = Repository(lose={"comments"})

    _comments(repository, clock).post_once(ISSUE, MARK)

    assert len(repository.comments) == 1


def test_a_comment_of_somebody_else_is_not_changed(clock: FakeClock) -> None:
    repository = Repository(comments=[{"id": 1, "body": MARK, "user": {"login": "mallory"}}, {"id": 2, "user": None}])

    assert _comments(repository, clock).find(ISSUE) is None


def test_a_refused_comment_names_the_permission(clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match=r"comment on issue 1 of octo/hello .*needs issues: write"):
        _comments(Repository(refuse={("POST", "/comments"): [FORBIDDEN]}), clock).post_once(ISSUE, MARK)


def test_a_comment_that_gets_lost_again_and_again_is_given_up(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/comments"): [LOST] * 9})

    with pytest.raises(NotPosted):
        _comments(repository, clock).post_once(ISSUE, MARK)

    assert len(repository.writes) == 3
