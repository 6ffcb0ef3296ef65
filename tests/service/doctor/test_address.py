"""Which GitHub answers, whether it is GitHub at all, and whether its clock is ours."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from service.doctor.address import better_address, judge_address, judge_clock, judge_secrecy
from service.doctor.findings import Level
from service.github_api.transport import Answer
from tests.fakes import NOW

JSON = Answer(200, body={"resources": {}})
PAGE = Answer(404, body=None)


@pytest.mark.parametrize(
    ("url", "answer", "kind"),
    [
        ("https://api.github.com", JSON, "github.com."),
        ("https://api.github.com", Answer(403, body={"message": "API rate limit exceeded"}), "github.com."),
        ("https://api.octo.ghe.com", JSON, "GitHub Enterprise Cloud with data residency."),
        (
            "https://ghe.example/api/v3",
            Answer(401, {"x-github-enterprise-version": "3.19.2"}, {"message": "Requires authentication"}),
            "GitHub Enterprise Server 3.19.2.",
        ),
        ("https://ghe.example/api/v3", Answer(200, body={"installed_version": "3.20.0"}), "Enterprise Server 3.20.0."),
        ("http://127.0.0.1:8080", JSON, "a server that speaks GitHub's API."),
    ],
)
def test_the_kind_of_github_is_told(url: str, answer: Answer, kind: str) -> None:
    found = judge_address(url, answer)

    assert found.level is Level.OK
    assert found.text.endswith(kind)


@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("https://github.com", "Set https://api.github.com."),
        ("https://www.github.com/octocat", "Set https://api.github.com."),
        ("https://octo.ghe.com", "Set https://api.octo.ghe.com."),
        ("https://ghe.example", "The address of an Enterprise Server ends with /api/v3: https://ghe.example/api/v3."),
        (
            "https://ghe.example:8443/x",
            "The address of an Enterprise Server ends with /api/v3: https://ghe.example:8443/api/v3.",
        ),
        ("https://api.github.com", ""),
        ("https://api.octo.ghe.com", ""),
        ("https://ghe.example/api/v3", ""),
    ],
)
def test_an_address_of_pages_has_a_better_one(url: str, better: str) -> None:
    assert better_address(url) == better
    found = judge_address(url, PAGE)
    assert (found.level, found.remedy or "") == (
        Level.WRONG,
        better or "Set the address of GitHub's API, not of its pages.",
    )


def test_silence_and_a_broken_server_are_no_answer() -> None:
    silent = judge_address("https://api.github.com", Answer(0))
    assert (silent.level, silent.text) == (Level.NO_ANSWER, "https://api.github.com does not answer.")
    assert "certificate" in silent.remedy

    assert judge_address("https://octo.ghe.com", Answer(0)).remedy == "Set https://api.octo.ghe.com."
    assert judge_address("https://api.github.com", Answer(502)).level is Level.NO_ANSWER


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://ghe.example/api/v3", 0),
        ("http://ghe.example/api/v3", 1),
        ("http://127.0.0.1:8080", 0),
        ("http://localhost:8080", 0),
    ],
)
def test_tokens_should_not_travel_in_the_open(url: str, said: int) -> None:
    assert [finding.level for finding in judge_secrecy(url)] == [Level.ADVICE] * said


@pytest.mark.parametrize(
    ("ahead", "signs", "level"),
    [
        (0, True, Level.OK),
        (30, False, Level.OK),
        (-30, True, Level.OK),
        (45, True, Level.ADVICE),
        (-200, True, Level.ADVICE),
        (3600, False, Level.ADVICE),
        (62, True, Level.WRONG),
        (-302, True, Level.WRONG),
    ],
)
def test_a_clock_that_is_wrong_is_told_and_stops_an_app(ahead: int, signs: bool, level: Level) -> None:  # noqa: FBT001 - a table
    answer = Answer(200, {"date": format_datetime(NOW, usegmt=True)}, seconds=2.0)
    received = NOW + timedelta(seconds=ahead + 1.5)

    [found] = judge_clock(answer, received, signs=signs)

    assert found.level is level
    if level is not Level.OK:
        assert f"{abs(ahead)} s {'ahead of' if ahead > 0 else 'behind'} GitHub's" in found.text


@pytest.mark.parametrize("date", [{}, {"date": "yesterday"}, {"date": ""}])
def test_without_a_date_nothing_is_said_of_clocks(date: dict[str, str]) -> None:
    assert list(judge_clock(Answer(200, date), NOW, signs=True)) == []
