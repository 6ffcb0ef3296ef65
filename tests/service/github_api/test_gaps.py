"""What could not be seen is said."""

from dataclasses import replace

import pytest

from service.evidence import Gap, GapCode, LookedAt
from service.github_api.gaps import gaps_of
from service.github_api.observed import Account, Look
from service.wishes import Wishes
from tests.service.github_api.observations import account, ago, pull, work, worked

ALL = LookedAt(3, 3, 1, 1)
WHOLE = account([worked({ago(1): 3})], [pull(1)], private=2)
OPENED = Look(pull_requests={"PR_1": work("a.py")})


def gaps(
    who: Account = WHOLE, look: Look = OPENED, wishes: Wishes | None = None, looked_at: LookedAt = ALL
) -> tuple[Gap, ...]:
    return gaps_of(who, look, wishes or Wishes(), looked_at)


def codes(found: tuple[Gap, ...]) -> list[GapCode]:
    return [gap.code for gap in found]


def test_private_work_is_either_a_number_or_not_visible() -> None:
    assert codes(gaps()) == [GapCode.PRIVATE_COUNTED_ONLY]
    assert "2 private contributions" in gaps()[0].message
    assert codes(gaps(replace(WHOLE, private_contributions=0))) == [GapCode.PRIVATE_NOT_VISIBLE]


@pytest.mark.parametrize(
    ("looked_at", "code", "words"),
    [
        (LookedAt(1, 3, 1, 1), GapCode.COMMITS_NOT_LOOKED_AT, "1 of 3 commits"),
        (LookedAt(3, 3, 0, 1), GapCode.PULL_REQUESTS_NOT_LOOKED_AT, "0 of 1 pull requests"),
    ],
)
def test_what_was_not_opened_is_counted(looked_at: LookedAt, code: GapCode, words: str) -> None:
    found = gaps(looked_at=looked_at)

    assert codes(found) == [GapCode.PRIVATE_COUNTED_ONLY, code]
    assert words in found[1].message


def test_repositories_beyond_the_listed_ones_are_counted() -> None:
    found = gaps(replace(WHOLE, repositories_total=4))

    assert codes(found)[1:] == [GapCode.REPOSITORIES_NOT_LOOKED_AT]
    assert "1 of 4 repositories" in found[1].message


def test_without_any_files_they_are_estimated() -> None:
    assert codes(gaps(look=Look()))[1:] == [GapCode.FILES_ESTIMATED]
    assert codes(gaps(look=Look(files={"a": ("a.py",)})))[1:] == []
    assert codes(gaps(account(private=2), Look()))[1:] == []


def test_questions_without_an_answer_are_counted_over_both_phases() -> None:
    found = gaps(replace(WHOLE, unanswered=2), replace(OPENED, unanswered=3))

    assert codes(found)[1:] == [GapCode.PARTIAL_ANSWER]
    assert "5 questions" in found[1].message


def test_a_window_that_was_too_large_is_said() -> None:
    assert codes(gaps(replace(WHOLE, too_large=True)))[1:] == [GapCode.WINDOW_TOO_LARGE]


def test_what_was_wrong_in_the_settings_file_is_said() -> None:
    found = gaps(wishes=Wishes(problems=("one", "two")))

    assert [(gap.code, gap.message) for gap in found[1:]] == [
        (GapCode.SETTINGS_UNREADABLE, "one"),
        (GapCode.SETTINGS_UNREADABLE, "two"),
    ]
