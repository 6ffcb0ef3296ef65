"""What runs at GitHub: workflows, updates, forms; as far as it can be examined without GitHub."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.checks import check, fits
from tests.deploy.dockerfile import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yml"))
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"})
ANY = pytest.mark.parametrize("path", [*WORKFLOWS, *EXAMPLES], ids=lambda path: path.stem)


def jobs_of(path: Path) -> dict[str, dict[str, Any]]:
    """The jobs of a workflow."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def test_workflows_fit_their_schema() -> None:
    assert fits("github-workflows", *WORKFLOWS, *EXAMPLES) == ""


def test_updates_fit_their_schema_and_wait_a_week() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]

    assert fits("dependabot", GITHUB / "dependabot.yml") == ""
    assert [(one["cooldown"]["default-days"], bool(one["groups"])) for one in updates] == [(7, True)] * len(updates)
    assert {one["package-ecosystem"] for one in updates} == {"github-actions", "docker", "docker-compose", "pip"}


def test_forms_fit_their_schemas() -> None:
    assert fits("github-issue-forms", *FORMS) == ""
    assert fits("github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml") == ""


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_says_first_that_an_issue_is_public(form: Path) -> None:
    first = yaml.safe_load(form.read_text(encoding="utf-8"))["body"][0]

    assert first["type"] == "markdown"
    assert "**An issue is public and stays so" in first["attributes"]["value"]


def test_zizmor_has_nothing_to_say() -> None:
    options = ("--offline", "--no-progress", "--strict-collection", "--persona", "auditor")

    code, told = check("zizmor", *options, "action.yml", ".github", *EXAMPLES)

    assert code == 0, told


def test_every_exception_for_zizmor_has_its_reason() -> None:
    lines = [line for path in [*WORKFLOWS, *EXAMPLES] for line in path.read_text(encoding="utf-8").splitlines()]
    exceptions = [line for line in lines if "zizmor: ignore" in line]

    assert exceptions
    assert [line for line in exceptions if not re.search(r"zizmor: ignore\[[a-z-]+\] \w+", line)] == []


@ANY
def test_a_workflow_has_no_permission_that_it_does_not_name_with_its_reason(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    granted = re.findall(r"^ {6}[a-z-]+: (?:read|write)\b.*$", text, re.MULTILINE)

    assert yaml.safe_load(text)["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in jobs_of(path).values())
    assert granted
    assert [line for line in granted if " # to " not in line] == []


@ANY
def test_scripts_of_a_workflow_are_good_shell_and_hold_no_expression(path: Path, tmp_path: Path) -> None:
    scripts = [step["run"] for job in jobs_of(path).values() for step in job["steps"] if "run" in step]
    for i, script in enumerate(scripts):
        written = tmp_path / f"{i}.sh"
        written.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
        code, told = check("shellcheck", "--severity=style", written)
        assert code == 0, told

    assert [script for script in scripts if "${{" in script] == []


def test_the_audit_reads_every_lock() -> None:
    text = (GITHUB / "workflows" / "audit.yml").read_text(encoding="utf-8")
    locks = [path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.lock"), *ROOT.glob("action/*.lock")]]

    assert locks
    assert [lock for lock in locks if f"-r {lock}" not in text] == []
