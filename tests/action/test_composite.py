"""The runner of these tests itself: it must show what a bad action would do."""

from pathlib import Path

import pytest

from tests.action.composite import CompositeRunner, parse_outputs

BAD = """\
inputs:
  org: {description: x}
outputs:
  said: {description: x, value: "${{ steps.one.outputs.said }}"}
runs:
  using: composite
  steps:
    - id: one
      shell: bash
      env: {GOOD: "${{ inputs.org }}"}
      run: |
        echo "::add-mask::hush"
        echo "hush ${{ inputs.org }}"
        echo "said=$GOOD" >> "$GITHUB_OUTPUT"
        echo "::error title=a%2Cb::c%0Ad"
        head -c "${SIZE:-1}" /dev/zero >> "$GITHUB_STEP_SUMMARY"
    - shell: bash
      run: exit 3
    - shell: bash
      run: echo never
"""


def runner(folder: Path, **environ: str) -> CompositeRunner:
    (folder / "action.yml").write_text(BAD, encoding="utf-8")
    return CompositeRunner(folder, folder / "temp", environ)


def test_an_input_in_a_script_is_run(tmp_path: Path) -> None:
    job = runner(tmp_path).run({"org": "$(echo injected)"}, tmp_path)

    assert "*** injected" in job.log
    assert job.outputs["said"] == "$(echo injected)"


def test_steps_after_a_failed_one_do_not_run(tmp_path: Path) -> None:
    job = runner(tmp_path).run({}, tmp_path)

    assert (job.ok, job.code) == (False, 3)
    assert "never" not in job.log


def test_commands_are_read_and_unknown_inputs_are_told(tmp_path: Path) -> None:
    job = runner(tmp_path).run({"orgs": "x"}, tmp_path)

    assert (job.annotation("error").title, job.annotation("error").text) == ("a,b", "c\nd")
    assert job.annotation("warning").text == "Unexpected input(s) 'orgs'"


def test_a_summary_that_is_too_large_is_dropped_whole(tmp_path: Path) -> None:
    assert len(runner(tmp_path, SIZE="1048576").run({}, tmp_path).summary) == 1_048_576
    assert runner(tmp_path, SIZE="1048577").run({}, tmp_path).summary == ""


def test_outputs_of_many_lines_need_their_delimiter() -> None:
    assert parse_outputs("a=1\nb<<end\n2\n3=4\nend\n") == {"a": "1", "b": "2\n3=4"}
    with pytest.raises(ValueError, match="Invalid format"):
        parse_outputs("nonsense\n")
    with pytest.raises(ValueError, match="Matching delimiter"):
        parse_outputs("a<<end\n1\n")
