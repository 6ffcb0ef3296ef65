"""The example workflows do what they are for where that can be tried."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "docs" / "examples"
CACHING = [
    EXAMPLES / "public-data.yml",
    EXAMPLES / "github-app.yml",
    ROOT / ".github" / "workflows" / "weekly-summary.yml",
]


def steps_of(path: Path) -> list[dict[str, Any]]:
    """The steps of a workflow's last job."""
    [*_, job] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def test_nothing_to_commit_is_no_failure_of_my_badge(tmp_path: Path) -> None:
    script = steps_of(EXAMPLES / "my-badge.yml")[-1]["run"]
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True, timeout=60)  # noqa: S607 - as the runner does

    done = subprocess.run(  # noqa: S603 - the example under test
        ["bash", "-eo", "pipefail", "-c", script],  # noqa: S607 - as the runner does
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", CACHING, ids=lambda path: path.stem)
def test_what_was_seen_is_kept_after_a_failure_and_by_every_attempt(path: Path) -> None:
    steps = [step for step in steps_of(path) if "actions/cache" in step.get("uses", "")]
    restore, save = steps

    assert restore["uses"].startswith("actions/cache/restore@")
    assert save["uses"].startswith("actions/cache/save@")
    assert save["if"] == "always()"
    assert restore["with"]["key"] == save["with"]["key"]
    assert "github.run_attempt" in save["with"]["key"]
