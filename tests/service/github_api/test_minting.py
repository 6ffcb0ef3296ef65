"""What GitHub's answers to a request for an installation's token mean."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from service.errors import GitHubDown, Misconfigured, RateLimited, Unavailable
from service.github_api.minting import LIFE, REST, Minted, judge_mint
from service.github_api.transport import Answer
from tests.fakes import NOW

TOKEN = {"token": "ghs_hush", "expires_at": "2026-11-20T13:00:00Z"}


def minted(answer: Answer) -> Minted:
    found = judge_mint(answer, NOW)
    assert isinstance(found, Minted)
    return found


def failure(answer: Answer) -> Unavailable:
    found = judge_mint(answer, NOW)
    assert isinstance(found, Unavailable)
    return found


def test_a_token_is_renewed_ten_minutes_before_its_hour_ends() -> None:
    found = minted(Answer(201, body=TOKEN))

    assert found == Minted("ghs_hush", NOW, NOW + timedelta(minutes=50), NOW + timedelta(hours=1))


@pytest.mark.parametrize("hours", [-30, -1, 1, 30])
def test_a_wrong_clock_here_does_not_change_how_long_a_token_is_good(hours: int) -> None:
    theirs = NOW + timedelta(hours=hours)
    ends = f"{theirs + timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}"
    headers = {"date": format_datetime(theirs, usegmt=True)}

    found = minted(Answer(201, headers, {"token": "ghs_hush", "expires_at": ends}))

    assert found.expires_at == NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("ends", "life"),
    [
        ("2026-11-20T11:00:00Z", timedelta(minutes=1)),
        ("2027-11-20T12:00:00Z", LIFE),
        ("2026-11-20T12:30:00", timedelta(minutes=30)),
        ("2026-11-20T14:30:00+02:00", timedelta(minutes=30)),
    ],
)
def test_a_token_is_good_for_a_minute_at_least_and_an_hour_at_most(ends: str, life: timedelta) -> None:
    assert minted(Answer(201, body={**TOKEN, "expires_at": ends})).expires_at == NOW + life


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (Answer(401, body={"message": "A JSON web token could not be decoded"}), Misconfigured, "does not accept"),
        (Answer(404, body={"message": "Integration not found"}), Misconfigured, "knows no such installation"),
        (Answer(403, body={"message": "This installation has been suspended"}), Misconfigured, "has been suspended"),
        (Answer(422, body={"message": "Invalid"}), Misconfigured, "gives this service's App no token"),
        (Answer(0), GitHubDown, "status 0"),
        (Answer(502, body=None), GitHubDown, "status 502"),
        (Answer(201, body=None), GitHubDown, "status 201"),
        (Answer(201, body={"token": "", "expires_at": TOKEN["expires_at"]}), GitHubDown, "status 201"),
        (Answer(201, body={"token": "ghs_hush", "expires_at": "soon"}), GitHubDown, "status 201"),
        (Answer(201, body={"token": 7}), GitHubDown, "status 201"),
        (Answer(403, {"retry-after": "30"}, {"message": "secondary rate limit"}), RateLimited, "to wait"),
        (Answer(429, {"x-ratelimit-remaining": "0"}, {"message": "API rate limit"}), RateLimited, "to wait"),
    ],
)
def test_every_failure_has_a_name_and_a_time_to_ask_again(answer: Answer, kind: type[Unavailable], said: str) -> None:
    found = failure(answer)

    assert type(found) is kind
    assert said in str(found)
    assert "ghs_hush" not in str(found)
    assert found.retry_at is not None
    assert found.retry_at >= NOW + min(REST, timedelta(seconds=30))


def test_a_token_is_not_in_its_representation() -> None:
    assert "ghs_hush" not in repr(minted(Answer(201, body=TOKEN)))
