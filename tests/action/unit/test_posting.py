"""One report in every place that was asked for."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from action.fields import Audience
from action.publish.posting import Posting, marker
from action.report import BODY_CHARACTERS, Frame, characters
from action.state import comment, parse_state
from action.summary import Summary
from action.viewer import Viewer
from service.github_api.token_kind import TokenKind
from service.github_api.transport import Answer
from service.score import Level
from tests.action.unit.carrier import BOT, FORBIDDEN, Repository, a_desk, data
from tests.action.unit.invented import Log, a_summary, an_entry, crowd, the_inputs
from tests.fakes import NOW, FakeClock

PEOPLE = crowd("a", 6) | crowd("b", 6, Level.QUIET)
KEY = "org:harbour-works"


def _posting(repository: Repository | None, log: Log, clock: FakeClock, **given: str) -> Posting:
    desk = a_desk(repository, clock) if repository else None
    inputs = the_inputs(**{"post_to": "issue", **given})
    return Posting(inputs, desk, lambda _: BOT, Frame("Weekly"), "7.1", clock(), log.console())


def _run(repository: Repository, clock: FakeClock, **given: str) -> Posting:
    posting = _posting(repository, Log(), clock, **given)
    posting.post(a_summary(PEOPLE, before=posting.before(KEY), now=clock()))
    return posting


def test_a_second_run_updates_the_same_issue_and_shows_the_trend(clock: FakeClock) -> None:
    repository = Repository()

    first = _run(repository, clock)
    clock.advance(weeks=1)
    second = _run(repository, clock)

    assert first.problems == second.problems == []
    [issue] = repository.issues
    assert [f"{entry.at:%m-%d}" for entry in parse_state(issue["body"])] == ["11-20", "11-27"]
    assert "report by report" in issue["body"]


def test_an_entry_that_another_run_added_meanwhile_is_kept(clock: FakeClock) -> None:
    repository = Repository()
    _run(repository, clock)
    clock.advance(weeks=1)
    posting = _posting(repository, Log(), clock)
    summary = a_summary(PEOPLE, before=posting.before(KEY), now=clock())
    meanwhile = an_entry(NOW + timedelta(days=3))
    repository.issues[0]["body"] = f"{marker(KEY)}\n{comment([an_entry(NOW), meanwhile])}"

    posting.post(summary)

    assert meanwhile in parse_state(repository.issues[0]["body"])


def test_a_group_that_became_small_does_not_lose_the_trend(clock: FakeClock) -> None:
    repository = Repository()
    _run(repository, clock)
    clock.advance(weeks=1)
    posting = _posting(repository, Log(), clock)

    posting.post(a_summary(crowd("a", 3), before=posting.before(KEY), now=clock()))

    assert [entry.at for entry in parse_state(repository.issues[0]["body"])] == [NOW]
    assert "there are no numbers" in repository.issues[0]["body"]


def test_a_body_with_its_state_keeps_to_the_limit_of_github(clock: FakeClock) -> None:
    repository = Repository()

    _posting(repository, Log(), clock, post_to="issue,comment").post(a_summary(crowd("p", 1500), Audience.NAMED))

    bodies = [repository.issues[0]["body"], repository.comments[0]["body"]]
    assert all(60_000 < characters(body) <= BODY_CHARACTERS for body in bodies)
    assert all(re.search(r"\d+ rows left out", body) for body in bodies)


def test_a_closed_issue_is_updated_and_stays_closed(clock: FakeClock) -> None:
    repository, log = Repository(), Log()
    repository.add_issue(marker(KEY), labels=("still-engineering",), state="closed")
    posting = _posting(repository, log, clock)
    posting.before(KEY)

    posted = posting.post(a_summary(PEOPLE))

    assert posted.issue is not None
    assert not posted.issue.open
    assert log.of("notice") == ["::notice title=The issue is closed::Issue 1 was updated, and stays closed."]


def test_a_comment_for_each_run_leaves_the_text_of_the_issue_alone(clock: FakeClock) -> None:
    repository = Repository()
    repository.add_issue(marker(KEY), labels=("still-engineering",))
    posting = _posting(repository, Log(), clock, post_to="comment")
    posting.before(KEY)

    posting.post(a_summary(PEOPLE))

    assert repository.issues[0]["body"] == marker(KEY)
    assert repository.comments[0]["body"].startswith("<!-- still-engineering:run 7.1 -->\n# Weekly")


def test_a_discussion_is_posted_with_its_marker(clock: FakeClock) -> None:
    place = {
        "id": "R",
        "discussionCategories": {"nodes": [{"id": "C", "name": "General"}]},
        "discussions": {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}},
    }
    done = data(createDiscussion={"discussion": {"url": "u"}})
    repository = Repository(graph=[data(repository=place), done])

    posting = _posting(repository, Log(), clock, post_to="discussion")
    assert posting.before(KEY) == ()
    posting.post(a_summary(PEOPLE))

    assert posting.problems == []
    assert repository.asked[1]["input"]["body"].startswith(marker(KEY))


def test_what_fails_in_one_place_does_not_stop_the_others(clock: FakeClock) -> None:
    nowhere = Answer(200, {}, {"data": {"repository": None}, "errors": [{"type": "NOT_FOUND"}]})
    repository = Repository(graph=[nowhere])

    posting = _posting(repository, Log(), clock, post_to="discussion,issue")
    posting.post(a_summary(PEOPLE))

    assert [str(problem)[:15] for problem in posting.problems] == ["The discussions"]
    assert len(repository.issues) == 1


def test_nothing_is_created_if_the_issue_could_not_be_looked_for(clock: FakeClock) -> None:
    repository = Repository(refuse={("GET", "/issues"): [FORBIDDEN]})

    posting = _run(repository, clock)

    assert len(posting.problems) == 1
    assert repository.writes == []


def test_an_issue_that_could_not_be_looked_for_does_not_stop_the_discussion(clock: FakeClock) -> None:
    place = {"id": "R", "discussionCategories": {"nodes": []}, "discussions": {"nodes": [_own_discussion()]}}
    done = data(updateDiscussion={"discussion": {"url": "u"}})
    repository = Repository(refuse={("GET", "/issues"): [FORBIDDEN]}, graph=[data(repository=place), done])

    posting = _run(repository, clock, post_to="issue,discussion")

    assert len(posting.problems) == 1
    assert (repository.writes, repository.asked[1]["input"]["discussionId"]) == ([], "D")


def _own_discussion() -> dict[str, object]:
    return {"id": "D", "url": "u", "body": marker(KEY), "author": {"login": "github-actions"}}


def test_seven_reports_of_one_repository_have_an_issue_each(clock: FakeClock) -> None:
    repository = Repository()
    summary = a_summary(PEOPLE)

    for number in range(7):
        key = f"team:harbour-works/t{number}"
        posting = _posting(repository, Log(), clock)
        posting.before(key)
        posting.post(replace(summary, key=key))
        assert posting.problems == []

    assert len({issue["body"].partition("\n")[0] for issue in repository.issues}) == 7
    assert {issue["labels"] for issue in repository.issues} == {("still-engineering",)}
    assert clock() - NOW < timedelta(minutes=1)


def test_without_an_account_or_a_repository_nothing_is_posted(clock: FakeClock) -> None:
    unknown = _posting(Repository(), Log(), clock)
    unknown.viewer = lambda _: Viewer("", TokenKind.OTHER)
    nowhere = replace(the_inputs(post_to="issue"), issue_repository="")
    homeless = _posting(Repository(), Log(), clock)
    homeless.inputs = nowhere

    assert (unknown.before(KEY), homeless.before(KEY)) == ((), ())
    assert "does not say whose token" in str(unknown.problems[0])
    assert "set issue-repository" in str(homeless.problems[0])


def _told(summary: Summary, repository: Repository | None, clock: FakeClock, **given: str) -> list[str]:
    log = Log()
    posting = _posting(repository, log, clock, post_to="issue,comment,discussion", **given)
    posting.before(KEY)
    posting.post(summary)
    return log.of("notice")


def test_a_dry_run_says_what_it_would_do_and_does_nothing(clock: FakeClock) -> None:
    repository, summary = Repository(), a_summary(PEOPLE)

    fresh = _told(summary, repository, clock, dry_run="true")
    repository.add_issue(marker(KEY))
    known = _told(summary, repository, clock, dry_run="true")

    assert any("would create an issue in octo/hello." in line for line in fresh)
    assert any("would update issue 1 in octo/hello." in line for line in known)
    assert any("would comment on issue 1" in line for line in known)
    assert repository.writes == []


def test_the_demo_posts_nothing(clock: FakeClock) -> None:
    assert len(_told(a_summary(PEOPLE), None, clock)) == 3


def test_nothing_is_asked_if_nothing_is_posted(clock: FakeClock) -> None:
    repository = Repository(refuse={("GET", "/issues"): [FORBIDDEN]})

    posting = _run(repository, clock, post_to="summary")

    assert posting.problems == []


@given(st.text())
def test_no_key_can_end_the_marker_early(key: str) -> None:
    inner = marker(key).removeprefix("<!-- ").removesuffix(" -->")

    assert not set(inner) & set("<>\n")
    assert "--" not in inner
