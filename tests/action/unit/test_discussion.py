"""One rolling discussion."""

import pytest

from action.errors import NotPosted
from action.publish.discussion import RollingDiscussion
from service.github_api.transport import Answer
from tests.action.unit.carrier import BOT, Repository, a_desk, data
from tests.fakes import FakeClock

MARK = "<!-- still-engineering:summary org:octo -->"


def _place(*discussions: object, categories: tuple[object, ...] = ()) -> Answer:
    listed = {"id": "R", "discussionCategories": {"nodes": categories}, "discussions": {"nodes": list(discussions)}}
    return data(repository=listed)


def _discussion(author: str | None, body: str = MARK) -> dict[str, object]:
    return {"id": "D", "url": "u", "body": body, "author": author and {"login": author}}


def _category(name: str, *, questions: bool = False) -> dict[str, object]:
    return {"id": name.upper(), "name": name, "isAnswerable": questions}


DONE = data(anything={"discussion": {"url": "https://github.com/octo/hello/discussions/3"}})


def _publish(clock: FakeClock, *answers: Answer) -> tuple[str, list[dict[str, object]]]:
    repository = Repository(graph=list(answers))
    rolling = RollingDiscussion(a_desk(repository, clock), BOT, "octo/hello", MARK)
    return rolling.publish("Title", MARK), repository.asked


def test_the_discussion_is_updated_if_it_is_there(clock: FakeClock) -> None:
    url, asked = _publish(clock, _place(_discussion("mallory"), _discussion(None), _discussion("github-actions")), DONE)

    assert url == "https://github.com/octo/hello/discussions/3"
    assert asked[1]["input"] == {"discussionId": "D", "title": "Title", "body": MARK}


@pytest.mark.parametrize(
    ("categories", "taken"),
    [
        ((_category("Ideas"), _category("General"), _category("Reports")), "REPORTS"),
        ((_category("Reports", questions=True), _category("Ideas")), "IDEAS"),
    ],
)
def test_otherwise_it_is_created_where_nobody_expects_an_answer(
    categories: tuple[object, ...], taken: str, clock: FakeClock
) -> None:
    _, asked = _publish(clock, _place(_discussion("mallory"), categories=categories), DONE)

    assert asked[1]["input"] == {"repositoryId": "R", "categoryId": taken, "title": "Title", "body": MARK}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((_place(categories=(_category("Q", questions=True),)),), "no category"),
        ((Answer(200, {}, {"data": {"repository": None}, "errors": [{"type": "NOT_FOUND"}]}),), "cannot be read"),
        ((_place(categories=(_category("Ideas"),)), Answer(0)), "did not confirm"),
        ((_place(categories=(_category("Ideas"),)), data(createDiscussion=None)), "did not confirm"),
    ],
)
def test_what_is_missing_is_named(answers: tuple[Answer, ...], told: str, clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match=f"{told}.*discussions: write"):
        _publish(clock, *answers)


@pytest.mark.parametrize("listed", [None, {"nodes": None}, {"nodes": [None]}])
def test_no_second_discussion_is_created_when_the_list_has_a_hole(listed: object, clock: FakeClock) -> None:
    place = {"id": "R", "discussionCategories": {"nodes": [_category("Ideas")]}, "discussions": listed}
    hole = Answer(200, {}, {"data": {"repository": place}, "errors": [{"type": "FORBIDDEN"}]})

    with pytest.raises(NotPosted, match="did not list all discussions"):
        _publish(clock, hole, DONE)
