"""One issue, found again, created once, whatever happens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.errors import NotAllowed, NotPosted
from action.publish.claims import lock_name
from action.publish.issue import RollingIssue
from service.github_api.transport import Answer
from tests.action.unit.carrier import BOT, FORBIDDEN, LOST, MISSING, Repository, a_desk
from tests.fakes import NOW, FakeClock

MARK = "<!-- still-engineering:summary org:octo -->"
LABEL = "still-engineering"
LOCK = lock_name(LABEL, MARK)


def _rolling(repository: Repository, clock: FakeClock) -> RollingIssue:
    return RollingIssue(a_desk(repository, clock), BOT, "octo/hello", LABEL, MARK)


GONE = Answer(410, {}, {"message": "Issues are disabled for this repo"})


def _stamp(seconds_ago: float) -> str:
    return f"Reports ({NOW - timedelta(seconds=seconds_ago):%Y-%m-%dT%H:%M:%SZ} 0123456789abcdef)"


def test_the_first_run_creates_the_issue_with_its_label(clock: FakeClock) -> None:
    repository = Repository()

    issue, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (issue.number, created) == (1, True)
    assert repository.issues[0]["labels"] == (LABEL,)
    assert _rolling(repository, clock).find() == issue


def test_a_lost_answer_does_not_create_a_second_issue(clock: FakeClock) -> None:
    repository = Repository(lose={"issues"})

    issue, _ = _rolling(repository, clock).create_once("Title", MARK)

    assert (issue.number, len(repository.issues)) == (1, 1)


def test_a_lost_question_is_asked_again_once_it_cannot_arrive_any_more(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/issues"): [LOST]})

    issue, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (issue.number, created, len(repository.issues)) == (1, True, 1)
    assert clock() - NOW >= timedelta(seconds=15)


def test_a_lost_label_still_belongs_to_the_run_that_made_it(clock: FakeClock) -> None:
    repository = Repository(lose={"labels"})

    issue, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (issue.number, created, list(repository.labels)) == (1, True, [LOCK, LABEL])


def test_a_run_that_comes_second_waits_for_the_issue_of_the_first() -> None:
    repository = Repository(labels={LOCK: _stamp(2)})

    class Later(FakeClock):
        def advance(self, **parts: float) -> None:
            super().advance(**parts)
            if self.now > NOW + timedelta(minutes=2) and not repository.issues:
                repository.add_issue(MARK, labels=(LABEL,))

    issue, created = _rolling(repository, Later()).create_once("Title", MARK)

    assert (issue.number, created, len(repository.issues)) == (1, False, 1)
    assert ("POST", "issues") not in repository.writes


def test_a_label_of_people_is_no_lock_for_ever(clock: FakeClock) -> None:
    repository = Repository(labels={LOCK: "Ours since 2019"})

    _, created = _rolling(repository, clock).create_once("Title", MARK)

    assert created
    assert list(repository.labels) == [LOCK, f"{LOCK}-2", LABEL]
    assert repository.issues[0]["labels"] == (LABEL,)


def test_a_run_that_died_holding_the_label_is_waited_for_and_then_replaced(clock: FakeClock) -> None:
    repository = Repository(labels={LOCK: _stamp(2)})

    _, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (created, len(repository.issues)) == (True, 1)
    assert clock() - NOW >= timedelta(minutes=5)
    assert list(repository.labels) == [LOCK, LABEL]


@pytest.mark.parametrize("minutes", [-60 * 24 * 365, 14])
def test_whose_clock_is_wrong_is_waited_for_as_well(minutes: float, clock: FakeClock) -> None:
    repository = Repository(labels={LOCK: _stamp(60 * minutes)})

    assert _rolling(repository, clock).create_once("Title", MARK)[1]
    assert clock() - NOW >= timedelta(minutes=5)


def test_a_run_that_held_its_label_too_long_does_not_create_any_more(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/issues"): [LOST] * 500})

    with pytest.raises(NotPosted, match=f"could not be created.*Delete the label {LOCK} of octo/hello"):
        _rolling(repository, clock).create_once("Title", MARK)

    assert repository.issues == []
    assert list(repository.labels) == [LABEL]


def test_a_run_that_has_to_wait_longer_than_its_lock_lasts_takes_it_again(clock: FakeClock) -> None:
    slower = Answer(403, {"retry-after": "250"}, {"message": "You have exceeded a secondary rate limit"})
    repository = Repository(refuse={("POST", "/issues"): [slower]})

    _, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (created, len(repository.issues), repository.made[LOCK]) == (True, 1, 2)


def test_a_lock_of_its_own_that_it_gave_up_does_not_let_a_run_create_again(clock: FakeClock) -> None:
    # Every sixteen seconds until four minutes have passed.
    lost = {("POST", "/issues"): [LOST] * 15, ("DELETE", LOCK): [LOST]}
    repository = Repository(refuse=lost)

    _, created = _rolling(repository, clock).create_once("Title", MARK)

    assert created
    assert [write for write in repository.writes if LOCK in write[1]] == [("DELETE", f"labels/{LOCK}")] * 2
    assert repository.made[LOCK] == 2


def test_a_refused_creation_leaves_no_lock(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/issues"): [GONE] * 8})

    for _ in range(8):
        with pytest.raises(NotPosted, match="Issues are switched off"):
            _rolling(repository, clock).create_once("Title", MARK)
        assert list(repository.labels) == [LABEL]
        clock.advance(days=7)

    assert _rolling(repository, clock).create_once("Title", MARK)[1]


def test_a_refused_creation_is_told_although_the_lock_stays(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/issues"): [GONE], ("DELETE", LOCK): [FORBIDDEN]})

    with pytest.raises(NotPosted, match="Issues are switched off"):
        _rolling(repository, clock).create_once("Title", MARK)


def test_an_issue_that_people_delete_is_created_again_every_time(clock: FakeClock) -> None:
    repository = Repository()

    for _ in range(8):
        assert _rolling(repository, clock).create_once("Title", MARK)[1]
        repository.issues.clear()
        clock.advance(days=7)

    assert list(repository.labels) == [LABEL, LOCK]


@given(st.permutations([0, 1, 2]), st.lists(st.sampled_from(["issues", "labels", ""]), min_size=3, max_size=3))
def test_runs_one_after_the_other_share_one_issue_whatever_gets_lost(order: list[int], lost: list[str]) -> None:
    repository, clock = Repository(), FakeClock()

    for i in order:
        repository.lose = {lost[i]}
        rolling = _rolling(repository, clock)
        found = rolling.find() or rolling.create_once("Title", MARK)[0]
        assert found.number == 1

    assert len(repository.issues) == 1


def test_a_race_inside_the_creation_of_the_label_leaves_one_issue(clock: FakeClock) -> None:
    repository = Repository()

    def other_run() -> None:
        repository.labels[LOCK] = _stamp(0)
        repository.add_issue(MARK, labels=(LABEL,))

    repository.before_write.append(other_run)

    issue, created = _rolling(repository, clock).create_once("Title", MARK)

    assert (issue.number, created, len(repository.issues)) == (1, False, 1)


def test_an_issue_of_somebody_else_with_our_marker_is_not_ours(clock: FakeClock) -> None:
    repository = Repository()
    repository.add_issue(MARK, author="mallory", labels=(LABEL,))
    repository.add_issue(MARK, labels=(LABEL,), pull_request={})
    repository.add_issue("no marker", labels=(LABEL,))

    assert _rolling(repository, clock).find() is None


def test_an_issue_without_its_label_is_found_by_its_author(clock: FakeClock) -> None:
    repository = Repository()
    repository.add_issue(MARK)

    found = _rolling(repository, clock).find()

    assert found is not None
    assert found.number == 1


def test_of_several_issues_the_oldest_open_one_is_taken(clock: FakeClock) -> None:
    repository = Repository()
    for state in ("closed", "open", "open"):
        repository.add_issue(MARK, labels=(LABEL,), state=state)

    found = _rolling(repository, clock).find()

    assert found is not None
    assert (found.number, found.open) == (2, True)


def test_an_update_leaves_a_closed_issue_closed(clock: FakeClock) -> None:
    repository = Repository()
    repository.add_issue(MARK, labels=(LABEL,), state="closed")
    rolling = _rolling(repository, clock)
    found = rolling.find()
    assert found is not None

    updated = rolling.update(found, "New", "text")

    assert (updated.open, repository.issues[0]["title"], repository.issues[0]["body"]) == (False, "New", "text")
    assert repository.writes == [("PATCH", "issues/1")]


@pytest.mark.parametrize(
    ("answer", "told"),
    [(FORBIDDEN, "needs issues: write there"), (Answer(410, {}, {"message": "gone"}), "Issues are switched off")],
)
def test_a_refusal_says_what_to_do(answer: Answer, told: str, clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match=told):
        _rolling(Repository(refuse={("POST", "/issues"): [answer]}), clock).create_once("Title", MARK)
    repository = Repository(refuse={("PATCH", "/1"): [answer]})
    repository.add_issue(MARK)
    rolling = _rolling(repository, clock)
    found = rolling.find()
    assert found is not None
    with pytest.raises(NotPosted, match=told):
        rolling.update(found, "Title", MARK)


def test_issues_that_cannot_be_read_name_the_permission(clock: FakeClock) -> None:
    with pytest.raises(NotAllowed, match="issues: write"):
        _rolling(Repository(refuse={("GET", "/issues"): [MISSING]}), clock).find()


def test_an_account_that_github_does_not_know_has_no_issues(clock: FakeClock) -> None:
    nothing = Answer(200, {}, [])

    assert _rolling(Repository(refuse={("GET", "/issues"): [nothing, MISSING, nothing]}), clock).find() is None


def test_a_label_that_may_not_be_created_names_the_permission(clock: FakeClock) -> None:
    with pytest.raises(NotPosted, match="did not take the report's label"):
        _rolling(Repository(refuse={("POST", "/labels"): [FORBIDDEN]}), clock).create_once("Title", MARK)


def test_a_label_of_which_nobody_knows_is_given_up(clock: FakeClock) -> None:
    repository = Repository(refuse={("POST", "/labels"): [LOST] * 9})

    with pytest.raises(NotPosted, match="does not say whether the label"):
        _rolling(repository, clock).create_once("Title", MARK)

    assert len(repository.writes) == 4
    assert repository.issues == []


def test_locks_are_those_of_one_report_and_as_short_as_github_wants() -> None:
    names = {lock_name("l" * 40, f"<!-- {team} -->") for team in ("a", "b")}

    assert len(names) == 2
    assert all(len(f"{name}-5") <= 50 for name in names)
