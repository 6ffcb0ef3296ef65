"""What the runner says about itself."""

from pathlib import Path

import pytest

from action.errors import BadInput
from action.runner import Runner, parse_repository

_GITHUB = {
    "GITHUB_API_URL": "https://git.example/api/v3", "GITHUB_SERVER_URL": "https://git.example/",
    "GITHUB_REPOSITORY": "octo/hello", "GITHUB_RUN_ID": "7", "GITHUB_RUN_ATTEMPT": "2", "GITHUB_ACTIONS": "true",
    "GITHUB_WORKSPACE": "/w", "RUNNER_TEMP": "/t", "GITHUB_OUTPUT": "/o", "GITHUB_STEP_SUMMARY": "/s",
}  # fmt: skip


def test_a_runner_is_known_by_its_variables() -> None:
    runner = Runner.from_env(_GITHUB)

    assert (runner.api_url, runner.server_url) == ("https://git.example/api/v3", "https://git.example")
    assert (runner.run_url, runner.run) == ("https://git.example/octo/hello/actions/runs/7", "7.2")
    assert (runner.workspace, runner.temp, runner.output, runner.step_summary) == tuple(
        map(Path, ("/w", "/t", "/o", "/s"))
    )
    assert runner.commands


def test_a_terminal_has_defaults() -> None:
    runner = Runner.from_env({})

    assert (runner.api_url, runner.server_url) == ("https://api.github.com", "https://github.com")
    assert (runner.repository, runner.run_url, runner.run, runner.output) == ("", "", "", None)
    assert not runner.commands


@pytest.mark.parametrize(
    ("name", "value"),
    [("GITHUB_REPOSITORY", "octo/hello)[x](y"), ("GITHUB_RUN_ID", "7)"), ("GITHUB_RUN_ID", "")],
)
def test_what_does_not_look_like_it_does_not_become_a_link(name: str, value: str) -> None:
    assert Runner.from_env({**_GITHUB, name: value}).run_url == ""


def test_a_server_that_is_no_address_is_not_taken() -> None:
    assert Runner.from_env({**_GITHUB, "GITHUB_SERVER_URL": "javascript:x"}).server_url == "https://github.com"


def test_an_api_that_is_no_address_is_an_error() -> None:
    with pytest.raises(BadInput, match="GITHUB_API_URL"):
        Runner.from_env({"GITHUB_API_URL": "ftp://x"})


@pytest.mark.parametrize("text", ["hello", "octo/", "octo/..", "octo/a..b", "octo/a b", "-octo/a", "a/b/c"])
def test_only_a_repository_is_one(text: str) -> None:
    with pytest.raises(BadInput, match="repository must be"):
        parse_repository("repository", text)
