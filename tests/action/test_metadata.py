"""action.yml, its documentation and its workflows say what the program does, and nothing else."""

import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from action.fields import FIELDS

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yml"))
WORKFLOWS = [*EXAMPLES, ROOT / ".github" / "workflows" / "weekly-summary.yml"]


@pytest.fixture(scope="module")
def metadata() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def test_action_yml_has_the_inputs_of_the_program(metadata: dict[str, Any]) -> None:
    told = {name: (spec["description"], spec.get("default", "")) for name, spec in metadata["inputs"].items()}
    program = {spec.name: (spec.description, spec.default) for spec in FIELDS}

    assert told.pop("token") == (program.pop("token")[0], "${{ github.token }}")
    assert told == program


def test_every_input_travels_in_its_own_variable(metadata: dict[str, Any]) -> None:
    steps = metadata["runs"]["steps"]
    wanted = {spec.variable: f"${{{{ inputs.{spec.name} }}}}" for spec in FIELDS}

    assert [step.get("env", {}) for step in steps] == [{"INPUT_FAIL_ON": wanted["INPUT_FAIL_ON"]}, wanted]


def test_no_script_holds_an_expression_and_every_step_has_a_name(metadata: dict[str, Any]) -> None:
    steps = metadata["runs"]["steps"]

    assert all(step["name"] and step["shell"] == "bash" for step in steps)
    assert not any("${{" in step["run"] for step in steps)


def test_no_other_action_is_used(metadata: dict[str, Any]) -> None:
    assert not any("uses" in step for step in metadata["runs"]["steps"])


def test_the_lock_is_hashed_names_no_host_and_brings_no_server() -> None:
    text = (ROOT / "action" / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)

    assert "://" not in text
    assert len(packages) <= text.count("--hash=sha256:")
    assert "pygithub" in packages
    assert {"fastapi", "redis", "uvicorn"}.isdisjoint(packages)


def test_the_documentation_lists_every_input_and_output(metadata: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "action.md").read_text(encoding="utf-8")

    for name in (*metadata["inputs"], *metadata["outputs"]):
        assert re.search(rf"^\| `{name}` \|", page, re.MULTILINE), name


def test_the_examples_only_use_inputs_that_exist(metadata: dict[str, Any]) -> None:
    used = [
        name
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
        if "still-engineering" in step.get("uses", "") or step.get("uses") == "./"
        for name in step.get("with", {})
    ]

    assert len(used) > len(EXAMPLES)
    assert set(used) <= set(metadata["inputs"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_have_no_permission_that_they_do_not_name(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())


def check(program: str, *arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - programs of the test environment
        [SCRIPTS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def test_zizmor_has_nothing_to_say() -> None:
    code, told = check(
        "zizmor", "--offline", "--no-progress", "--strict-collection", "--persona", "auditor", "action.yml", *WORKFLOWS
    )

    assert code == 0, told


def test_action_and_workflows_fit_their_schemas() -> None:
    action, told_of_action = check("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")
    workflows, told = check("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)

    assert (action, workflows) == (0, 0), told_of_action + told


def test_shellcheck_has_nothing_to_say(metadata: dict[str, Any], tmp_path: Path) -> None:
    scripts = [ROOT / "action" / "install.sh", ROOT / "action" / "start.sh"]
    for i, step in enumerate(metadata["runs"]["steps"]):
        scripts.append(tmp_path / f"step-{i}.sh")
        scripts[-1].write_text(f"#!/usr/bin/env bash\n{step['run']}\n", encoding="utf-8")

    code, told = check("shellcheck", "--severity=style", *scripts)

    assert code == 0, told
