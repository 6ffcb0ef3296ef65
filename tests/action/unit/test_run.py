"""A whole run, against the demo and against a GitHub on a socket."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from action.__main__ import execute, main
from action.errors import ActionError
from action.inputs import Inputs
from action.report import SUMMARY_BYTES
from action.run import Run
from action.runner import Runner
from tests.action.unit.invented import Log, clocks
from tests.fakes import NOW, FakeClock
from tests.github_stub import GitHubStub

REPOSITORY = "harbour-works/quayside"


@pytest.fixture
def stub(clock: FakeClock) -> Iterator[GitHubStub]:
    with GitHubStub(clock) as running:
        running.token("ghp_member", viewer="daily-dana")
        running.token("ghs_workflow", viewer="github-actions[bot]")
        yield running


@dataclass
class Job:
    """Runs in one folder, one after the other."""

    folder: Path
    clock: FakeClock
    url: str = "http://127.0.0.1:9"

    def run(self, **given: str) -> Log:
        """One run; its exit code is the last line."""
        log, environ = Log(), self.environ(given)
        run = Run(Inputs.from_env(environ), Runner.from_env(environ), log.console(), clocks(self.clock))
        try:
            log.lines.append(str(run.start()))
        except ActionError as error:
            log.lines += [str(error), str(error.exit_code)]
        return log

    def environ(self, given: Mapping[str, str]) -> dict[str, str]:
        """The environment of a step."""
        files = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary", "RUNNER_TEMP": "temp"}
        return {
            "GITHUB_API_URL": self.url, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_WORKSPACE": str(self.folder),
            "INPUT_ORG": "harbour-works", "INPUT_TOKEN": "ghp_member",
            **{name: str(self.folder / file) for name, file in files.items()},
            **{f"INPUT_{name.upper()}": value for name, value in given.items()},
        }  # fmt: skip

    @property
    def summary(self) -> str:
        """The summary of the steps so far."""
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs of the steps so far, the newest of each."""
        text = (self.folder / "output").read_text(encoding="utf-8")
        return dict(re.findall(r"^(\S+)<<end_\w+\n(.*)\nend_\w+$", text, re.MULTILINE))


@pytest.fixture
def demo(tmp_path: Path, clock: FakeClock) -> Job:
    return Job(tmp_path, clock)


@pytest.fixture
def job(tmp_path: Path, clock: FakeClock, stub: GitHubStub) -> Job:
    return Job(tmp_path, clock, stub.url)


def test_the_demo_writes_a_report_and_its_numbers_without_a_network(demo: Job) -> None:
    log = demo.run(demo="true", token="")

    assert log.lines[-1] == "0"
    assert demo.summary.startswith("# Still engineering&#58; weekly summary\n")
    assert demo.outputs["coverage"] == "16 of 18"
    assert Path(demo.outputs["json-path"]).parent == demo.folder / "temp"


def test_whoever_opted_out_is_never_asked_about(job: Job, stub: GitHubStub) -> None:
    (job.folder / "out.txt").write_text("daily-dana\n", encoding="utf-8")
    (job.folder / "badges" / "badge").mkdir(parents=True)
    (job.folder / "badges" / "badge" / "daily-dana.svg").write_text("<svg/>", encoding="utf-8")

    log = job.run(opt_out_file="out.txt", exclude="steady-sam", badges_dir="badges", audience="named")

    assert log.lines[-1] == "0"
    assert stub.journal.asked["daily-dana"] == stub.journal.asked["steady-sam"] == 0
    assert not (job.folder / "badges" / "badge" / "daily-dana.svg").exists()
    assert (job.folder / "badges" / "card" / "twice-theo.svg").exists()


def test_an_opt_out_file_that_is_missing_stops_the_run_before_any_question(job: Job, stub: GitHubStub) -> None:
    log = job.run(opt_out_file="out.txt")

    assert log.lines[-1] == "2"
    assert stub.journal.requests == []


def test_secrets_are_masked_before_anything_else(job: Job) -> None:
    log = job.run(post_token="ghs_workflow", mode="doctor")  # noqa: S106 - invented

    assert log.lines[:2] == ["::add-mask::ghp_member", "::add-mask::ghs_workflow"]
    assert not any("ghp_member" in line for line in log.lines[2:])


def test_the_issue_of_last_week_is_updated_and_a_warm_cache_saves_questions(job: Job, stub: GitHubStub) -> None:
    given = {"post_to": "issue", "post_token": "ghs_workflow", "cache_dir": "cache"}
    first = job.run(**given)
    asked = len(stub.journal.requests)
    again = job.run(**given)
    repeated = len(stub.journal.requests) - asked
    job.clock.advance(weeks=1)
    third = job.run(**given)

    board = stub.issues.on(REPOSITORY)
    assert [log.lines[-1] for log in (first, again, third)] == ["0", "0", "0"]
    assert list(board.issues) == [1]
    assert "report by report" in board.issues[1].body
    assert board.issues[1].author == "github-actions[bot]"
    assert repeated < asked / 2
    assert (job.outputs["issue-number"], stub.invalid) == ("1", [])


def test_those_who_said_so_in_their_file_are_named_and_nobody_else(job: Job) -> None:
    job.run(audience="opt-in", min_group_size="1")

    document = json.loads(Path(job.outputs["json-path"]).read_text(encoding="utf-8"))
    assert document["audience"] == "opt-in"
    assert len(document["people"]) < document["levels"]["people"]


@pytest.mark.parametrize(("fail_on", "code"), [("error", "0"), ("partial", "1"), ("never", "0")])
def test_a_partial_report_is_a_warning_unless_it_shall_fail(demo: Job, fail_on: str, code: str) -> None:
    log = demo.run(demo="true", max_requests="30", fail_on=fail_on, min_group_size="1")

    assert log.lines[-1] == code
    assert log.of("warning")[0].startswith("::warning title=Partial report::")
    assert demo.outputs["partial"] == "true"
    assert "**This report is partial**" in demo.summary


def test_a_summary_without_room_is_a_problem_and_not_a_crash(demo: Job) -> None:
    (demo.folder / "summary").write_text("x" * (SUMMARY_BYTES - 50), encoding="utf-8")

    strict, lenient = demo.run(demo="true"), demo.run(demo="true", fail_on="never")

    assert (strict.lines[-1], lenient.lines[-1]) == ("4", "0")
    assert len(strict.of("error")) == len(lenient.of("warning")) == 1
    assert Path(demo.outputs["report-path"]).exists()


def test_a_report_in_the_workspace_is_written_where_it_was_wanted(demo: Job) -> None:
    demo.run(demo="true", post_to="file")

    assert Path(demo.outputs["report-path"]).parent == demo.folder
    assert not (demo.folder / "summary").exists()


def test_nobody_visible_is_an_error(job: Job) -> None:
    (job.folder / "none.txt").write_text("# nobody yet\n", encoding="utf-8")

    log = job.run(org="", users_file="none.txt")

    assert log.lines[-2:] == ["Nobody in the people listed is visible to this token.", "3"]


def test_a_budget_for_nobody_is_an_error(job: Job) -> None:
    log = job.run(org="", users="daily-dana", max_requests="1")

    assert log.lines[-2].startswith("Nobody could be looked at. max-requests")
    assert log.lines[-2].endswith("Raise max-requests, or set cache-dir so that the next run goes on from here.")
    assert log.lines[-1] == "3"


def test_a_budget_that_is_too_small_to_find_anybody_says_what_to_raise(job: Job) -> None:
    assert job.run(max_requests="1").lines[-2:] == ["max-requests: 1 requests are used up. Raise max-requests.", "3"]


def test_a_run_with_a_small_limit_goes_on_where_the_one_before_it_ended(demo: Job) -> None:
    given = {"demo": "true", "max_requests": "40", "cache_dir": "cache", "min_group_size": "1"}

    first = demo.run(**given)
    seen = [int(demo.outputs["people-count"])]
    for _ in range(2):
        demo.run(**given)
        seen.append(int(demo.outputs["people-count"]))

    assert "with cache-dir the next run goes on from here" in first.of("warning")[0]
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]


def test_a_token_is_needed_outside_of_the_demo(job: Job) -> None:
    assert job.run(token="").lines[-2].startswith("token is empty; pass")


def test_the_doctor_changes_nothing_and_names_what_is_missing(job: Job, stub: GitHubStub) -> None:
    fine = job.run(mode="doctor")
    lacking = job.run(mode="doctor", token="ghs_workflow")  # noqa: S106 - invented

    assert fine.of("notice") == ["::notice title=Doctor::Nothing is missing."]
    assert "Members: read" in lacking.of("warning")[0]
    assert stub.issues.writes == []


@pytest.mark.parametrize("repository", ["", "harbour-works/quayside"])
def test_the_workflow_s_own_token_reports_on_public_members_and_says_what_it_cannot_see(
    job: Job, repository: str
) -> None:
    log = job.run(token="ghs_workflow", repository=repository)  # noqa: S106 - invented

    assert log.lines[-1] == "0"
    assert "- Teams are not visible to this token." in job.summary
    assert "- Concealed members are not visible to this token" in job.summary
    assert int(job.outputs["people-count"]) > 5


def test_every_way_to_end_is_an_annotation_and_a_code(job: Job, stub: GitHubStub) -> None:
    stub.token("ghp_old", refused=True)
    wrong, refused, lenient = Log(), Log(), Log()

    codes = [
        execute(job.environ({"users": "ada"}), wrong.console()),
        execute(job.environ({"token": "ghp_old"}), refused.console()),
        execute(job.environ({"token": "ghp_old", "fail_on": "never"}), lenient.console()),
    ]

    assert codes == [2, 3, 0]
    assert wrong.lines[-1].endswith("given%3A org, users.") or wrong.lines[-1].endswith("given: org, users.")
    assert refused.of("error")[0].startswith("::error title=Token refused::")
    assert lenient.of("warning")[0].startswith("::warning title=Token refused::")


def test_the_program_takes_options_on_a_terminal(tmp_path: Path) -> None:
    environ = {"GITHUB_WORKSPACE": str(tmp_path), "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTIONS": ""}

    shown = CliRunner().invoke(main, ["--demo", "true", "--post-to", "none"], env=environ)
    helped = CliRunner().invoke(main, ["--help"])

    assert (shown.exit_code, helped.exit_code) == (0, 0)
    assert "harbour-works: 17 people." in shown.output or "harbour-works: 18 people." in shown.output
    assert "::group::" not in shown.output
    assert "--min-group-size" in helped.output


def test_the_clock_of_the_report_is_that_of_the_run(demo: Job) -> None:
    demo.clock.advance(days=2)
    demo.run(demo="true")

    assert f"{NOW + timedelta(days=2):%Y-%m-%d}" in demo.summary
