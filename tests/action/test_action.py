"""action.yml as the runner runs it, against the demo and against a GitHub on a socket."""

import json
import os
from pathlib import Path

import pytest

from tests.action.composite import CompositeRunner
from tests.github_stub import GitHubStub

ORG = {"org": "harbour-works", "token": "ghp_member"}


@pytest.fixture
def runner(pinned: Path, path_with_python: Path, tmp_path: Path, stub: GitHubStub) -> CompositeRunner:
    environ = {
        "PATH": f"{path_with_python}:{os.environ['PATH']}",
        "GITHUB_API_URL": stub.url,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "harbour-works/quayside",
        "GITHUB_RUN_ID": "7",
        "GITHUB_RUN_ATTEMPT": "1",
    }
    return CompositeRunner(pinned, tmp_path / "runner-temp", environ)


def test_the_demo_needs_neither_a_token_nor_a_network(runner: CompositeRunner, workspace: Path) -> None:
    runner.environ = {**runner.environ, "GITHUB_API_URL": "http://127.0.0.1:9"}
    runner.token = ""

    job = runner.run({"demo": "true"}, workspace)

    assert job.ok
    assert job.summary.startswith("# Still engineering")
    assert job.outputs["people-count"] == "16"
    assert job.outputs["coverage"] == "16 of 18"
    assert (job.outputs["partial"], job.outputs["model-version"]) == ("false", "1")


def test_an_aggregate_names_nobody_and_a_second_run_updates_the_same_issue(
    runner: CompositeRunner, workspace: Path, stub: GitHubStub
) -> None:
    inputs = {**ORG, "post-to": "summary,issue"}

    first, second = runner.run(inputs, workspace), runner.run(inputs, workspace)

    board = stub.issues.on("harbour-works/quayside")
    assert (first.ok, second.ok) == (True, True)
    assert list(board.issues) == [1]
    assert first.outputs["issue-number"] == second.outputs["issue-number"] == "1"
    assert "report by report" not in first.summary
    assert "report by report" in second.summary
    assert board.issues[1].body.count("still-engineering:state") == 1
    assert not any(login in board.issues[1].body for login in ("daily-dana", "steady-sam", "deckhand-dee"))
    assert stub.invalid == []


def test_names_come_in_the_order_of_the_alphabet_and_cannot_be_mentioned(
    runner: CompositeRunner, workspace: Path
) -> None:
    job = runner.run({**ORG, "audience": "named"}, workspace)

    people = json.loads(Path(job.outputs["json-path"]).read_text(encoding="utf-8"))["people"]
    logins = [person["login"] for person in people]
    assert logins == sorted(logins)
    assert "daily-dana" in logins
    assert "optout-oona" not in job.summary
    assert "@" not in job.summary


def test_a_budget_that_ends_gives_a_partial_report_that_says_so(runner: CompositeRunner, workspace: Path) -> None:
    inputs = {**ORG, "max-requests": "30", "min-group-size": "1"}

    job = runner.run(inputs, workspace)
    strict = runner.run({**inputs, "fail-on": "partial"}, workspace)

    assert job.ok
    assert job.outputs["partial"] == "true"
    assert job.annotation("warning").title == "Partial report"
    assert "This report is partial" in job.summary
    assert strict.code == 1


def test_the_doctor_names_the_token_and_the_permission_that_is_missing(
    runner: CompositeRunner, workspace: Path, stub: GitHubStub
) -> None:
    job = runner.run({"org": "harbour-works", "mode": "doctor"}, workspace)

    assert job.ok
    assert "token: the workflow's own token (GITHUB_TOKEN), of github-actions[bot]." in job.log
    assert "the organisation permission Members: read" in job.annotation("warning").text
    assert stub.issues.writes == []


def test_a_dry_run_writes_nothing(runner: CompositeRunner, workspace: Path, stub: GitHubStub) -> None:
    inputs = {**ORG, "post-to": "issue,comment,file", "badges-dir": "badges", "dry-run": "true"}

    job = runner.run(inputs, workspace)

    assert job.ok
    assert {each.text for each in job.annotations} == {
        "This run would create an issue in harbour-works/quayside.",
        "This run would comment on the issue in harbour-works/quayside.",
    }
    assert stub.issues.writes == []
    assert {path.name for path in workspace.iterdir()} == {"action", "service", "yaml.py"}


def test_a_token_that_github_refuses_is_an_error_that_says_so(
    runner: CompositeRunner, workspace: Path, stub: GitHubStub
) -> None:
    stub.token("ghp_expired", refused=True)

    job = runner.run({**ORG, "token": "ghp_expired"}, workspace)

    assert (job.ok, job.code) == (False, 3)
    assert job.annotation("error").title == "Token refused"


def test_an_unknown_organisation_is_an_error_that_says_so(runner: CompositeRunner, workspace: Path) -> None:
    job = runner.run({**ORG, "org": "nobody-here"}, workspace)

    assert job.code == 3
    assert "no organisation named nobody-here" in job.annotation("error").text


def test_two_sources_are_an_error_that_lists_them(runner: CompositeRunner, workspace: Path) -> None:
    job = runner.run({"users": "daily-dana", "users-file": "people.txt"}, workspace)

    assert job.code == 2
    assert job.annotation("error").text.endswith("given: users, users-file.")


def test_inputs_are_never_run_and_unknown_ones_are_told(
    runner: CompositeRunner, workspace: Path, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    inputs = {"org": f'"; touch {trap}; $(touch {trap}) `touch {trap}`\n::error::injected', "organisation": "x"}

    job = runner.run(inputs, workspace)

    assert job.code == 2
    assert not trap.exists()
    assert job.annotation("warning").text == "Unexpected input(s) 'organisation'"
    assert job.annotation("error").title == "Wrong input"


def test_tokens_are_masked_before_anything_is_said(runner: CompositeRunner, workspace: Path) -> None:
    job = runner.run({**ORG, "post-token": "ghp_poster", "post-to": "none"}, workspace)

    assert job.masks == ["ghp_member", "ghp_poster"]


def test_the_environment_is_built_once_and_again_when_the_lock_changes(
    runner: CompositeRunner, workspace: Path, path_with_python: Path, pinned: Path
) -> None:
    runner.run({"demo": "true"}, workspace)
    lines = (path_with_python / "installed").read_text().count("\n")
    runner.run({"demo": "true"}, workspace)
    assert (path_with_python / "installed").read_text().count("\n") == lines

    with (pinned / "action" / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    runner.run({"demo": "true"}, workspace)
    assert (path_with_python / "installed").read_text().count("\n") == lines + 1


def test_settings_of_the_caller_do_not_reach_the_environment(runner: CompositeRunner, workspace: Path) -> None:
    hostile = {
        "PYTHONPATH": str(workspace),
        "PYTHONSTARTUP": "x",
        "PIP_INDEX_URL": "http://127.0.0.1:9",
        "UV_PYTHON": "x",
    }
    runner.environ = {**runner.environ, **hostile}

    assert runner.run({"demo": "true"}, workspace).ok


def test_a_runner_without_a_new_enough_python_is_told_what_to_do(
    runner: CompositeRunner, workspace: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for name in ("bash", "env", "cat", "rm", "dirname"):
        (old / name).symlink_to(f"/usr/bin/{name}")
    (old / "python3").write_text("#!/usr/bin/env bash\nexit 1\n")
    (old / "python3").chmod(0o755)
    runner.environ = {**runner.environ, "PATH": str(old)}

    job = runner.run({"demo": "true"}, workspace)
    lenient = runner.run({"demo": "true", "fail-on": "never"}, workspace)

    assert job.code == 3
    assert job.annotation("error").title == "Python is missing"
    assert lenient.ok
    assert lenient.annotation("warning").title == "Python is missing"


def test_whatever_goes_wrong_while_installing_is_one_annotation(
    runner: CompositeRunner, workspace: Path, pinned: Path
) -> None:
    lock = pinned / "action" / "requirements.lock"
    text = lock.read_bytes()
    lock.unlink()

    try:
        job, lenient = (runner.run({"demo": "true", "fail-on": fail_on}, workspace) for fail_on in ("error", "NEVER"))
    finally:
        lock.write_bytes(text)

    assert (job.code, job.annotation("error").title) == (3, "Not installed")
    assert (lenient.ok, lenient.annotation("warning").title) == (True, "Not installed")
