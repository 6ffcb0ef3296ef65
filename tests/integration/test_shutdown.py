"""The service ends in time, and nobody who was asking is left without an answer."""

import pytest

from bench.shutdown import COLD, HOT, LIMIT_SECONDS, PATIENT, run
from tests.github_stub import GitHubStub


@pytest.mark.parametrize("options", [("--demo",), ("--demo", "--workers", "2")])
def test_under_load_every_request_is_answered_before_the_end(options: tuple[str, ...]) -> None:
    asked, took = run(options, {}, HOT, {}, seconds=1.0)

    assert (asked.lost, asked.broken) == (0, 0)
    assert asked.answered > asked.after > 0
    assert took < LIMIT_SECONDS


def test_a_github_that_hangs_does_not_hold_the_end_up(github: GitHubStub) -> None:
    github.play("hang", times=None, seconds=60)
    hanging = {"GITHUB_TOKEN": "ghp_ends", "GITHUB_API_URL": github.url}

    asked, took = run((), hanging, COLD, PATIENT, seconds=1.0)

    assert (asked.lost, asked.broken) == (0, 0)
    assert asked.answered > asked.after > 0
    assert took < LIMIT_SECONDS
