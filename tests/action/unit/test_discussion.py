"""One rolling discussion."""

import pytest

from action.errors import NotPosted
from action.publish.discussion import RollingDiscussion
from service.github_api.transport import Answer
from tests.action.unit.carrier import BOT, Repository, a_desk, data
from tests.fakes import FakeClock
from tests.github_stub.schema import problems

MARK = "<!-- still-engineering:summary org:octo -->"


LAST = {"hasNextPage": False, "endCursor": "z"}


def _place(*discussions: object, categories: tuple[object, ...] = (), ends: object = LAST) -> Answer:
    page = {"nodes": list(discussions), "pageInfo": ends}
    return data(repository={"id": "R", "discussionCategories": {"nodes": categories}, "discussions": page})


def _page(cursor: str | None) -> Answer:
    """A page of others, with more after it."""
    ends = {"hasNextPage": True, "endCursor": cursor}
    return _place(*[_discussion("mallory")] * 100, categories=(_category("Ideas"),), ends=ends)


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


def test_a_discussion_that_a_hundred_others_have_moved_behind_is_found(clock: FakeClock) -> None:
    _, asked = _publish(clock, _page("a"), _page("b"), _place(_discussion("github-actions")), DONE)

    assert [each.get("after") for each in asked[:3]] == [None, "a", "b"]
    assert asked[3]["input"] == {"discussionId": "D", "title": "Title", "body": MARK}


def test_a_new_one_is_created_once_all_others_were_looked_at(clock: FakeClock) -> None:
    _, asked = _publish(clock, _page("a"), _place(categories=(_category("Ideas"),)), DONE)

    assert asked[2]["input"] == {"repositoryId": "R", "categoryId": "IDEAS", "title": "Title", "body": MARK}


def test_no_second_discussion_is_created_while_there_are_more_than_can_be_looked_at(clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match=r"not among the 2,000 of octo/hello.*Comment on.*issue-repository"):
        _publish(clock, *(_page(str(number)) for number in range(20)))


def test_a_hole_in_an_earlier_page_keeps_a_new_one_from_being_created(clock: FakeClock) -> None:
    hole = _place(None, ends={"hasNextPage": True, "endCursor": "a"})

    with pytest.raises(NotPosted, match="did not list all discussions"):
        _publish(clock, hole, _place(categories=(_category("Ideas"),)), DONE)


def test_what_is_asked_is_valid_by_githubs_schema(clock: FakeClock) -> None:
    _, updating = _publish(clock, _place(_discussion("github-actions")), DONE)
    _, creating = _publish(clock, _place(categories=(_category("Ideas"),)), DONE)

    assert [problems(str(asked["query"])) for asked in (*updating, *creating)] == [()] * 4


@pytest.mark.parametrize(
    "listed",
    [
        None,
        {"nodes": None, "pageInfo": LAST},
        {"nodes": [None], "pageInfo": LAST},
        {"nodes": []},
        {"nodes": [], "pageInfo": {"hasNextPage": None}},
        {"nodes": [], "pageInfo": {"hasNextPage": True, "endCursor": None}},
    ],
)
def test_no_second_discussion_is_created_when_the_list_has_a_hole(listed: object, clock: FakeClock) -> None:
    place = {"id": "R", "discussionCategories": {"nodes": [_category("Ideas")]}, "discussions": listed}
    hole = Answer(200, {}, {"data": {"repository": place}, "errors": [{"type": "FORBIDDEN"}]})

    with pytest.raises(NotPosted, match="did not list all discussions"):
        _publish(clock, hole, DONE)
