"""Runs a composite action as GitHub's runner does, on this machine: steps, files, commands, masks and outputs.

https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-composite-actions
"""

import os
import re
import secrets
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SUMMARY_BYTES = 1_048_576
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
_COMMAND = re.compile(r"::(?P<kind>[a-z-]+)(?: (?P<properties>[^:]*))?::(?P<text>.*)")
_KEPT = ("PATH", "HOME", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


@dataclass(frozen=True)
class Annotation:
    """A line that GitHub shows beside the run."""

    kind: str
    title: str
    text: str


@dataclass
class Job:
    """What a run of the action leaves behind.

    Attributes:
        ok: every step ended with 0.
        log: what people read, secrets masked.
        summary: of all steps; a step's summary that is too large is dropped whole.
    """

    ok: bool = True
    code: int = 0
    log: list[str] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    def annotation(self, kind: str) -> Annotation:
        """The only annotation of this kind."""
        [found] = [each for each in self.annotations if each.kind == kind]
        return found


@dataclass
class CompositeRunner:
    """Runs the action in a folder.

    Attributes:
        action: the folder with action.yml.
        temp: for the runner's own files.
        environ: variables of the job, beside the usual ones.
    """

    action: Path
    temp: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    token: str = "ghs_workflow"  # noqa: S105 - invented

    def run(self, inputs: Mapping[str, str], workspace: Path) -> Job:
        """Run every step until one fails."""
        metadata: dict[str, Any] = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        job, known = Job(), metadata["inputs"]
        for name in inputs.keys() - known.keys():
            job.annotations.append(Annotation("warning", "", f"Unexpected input(s) '{name}'"))
        values = {f"github.{name}": value for name, value in {"token": self.token}.items()}
        for name, spec in known.items():
            default = str(spec.get("default", ""))
            values[f"inputs.{name}"] = inputs.get(name, _expand(default, values))
        for step in metadata["runs"]["steps"]:
            assert step["shell"] == "bash"
            outputs = self._step(step, values, workspace, job)
            values |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items() if "id" in step}
            if not job.ok:
                break
        job.outputs = {name: _expand(spec["value"], values) for name, spec in metadata["outputs"].items()}
        return job

    def _step(self, step: Mapping[str, Any], values: Mapping[str, str], workspace: Path, job: Job) -> dict[str, str]:
        folder = self.temp / secrets.token_hex(4)
        folder.mkdir(parents=True)
        script, output, summary = folder / "script.sh", folder / "output", folder / "summary"
        # The runner pastes expressions into the script as they are; a good script has none.
        script.write_text(_expand(step["run"], values), encoding="utf-8")
        for path in (output, summary):
            path.touch()
        environ = {name: os.environ[name] for name in _KEPT if name in os.environ} | {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.temp),
        }
        environ |= dict(self.environ) | {
            name: _expand(str(value), values) for name, value in step.get("env", {}).items()
        }
        done = subprocess.run(  # noqa: S603 - the action under test
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],  # noqa: S607 - as the runner does
            env=environ,
            cwd=workspace,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        _read_log(done.stdout, job)
        job.ok, job.code = done.returncode == 0, done.returncode
        if summary.stat().st_size <= SUMMARY_BYTES:
            job.summary += summary.read_text(encoding="utf-8")
        else:
            job.annotations.append(Annotation("error", "", "$GITHUB_STEP_SUMMARY upload aborted"))
        return parse_outputs(output.read_text(encoding="utf-8"))


def parse_outputs(text: str) -> dict[str, str]:
    """Entries of GITHUB_OUTPUT.

    Raises:
        ValueError: a line is no entry; the runner fails the step.
    """
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, separator, rest = line.partition("<<")
        if separator and "=" not in name:
            value = []
            for each in lines:
                if each == rest:
                    break
                value.append(each)
            else:
                raise ValueError(f"Matching delimiter not found '{rest}'")
            found[name] = "\n".join(value)
        elif "=" in line:
            name, _, found_value = line.partition("=")
            found[name] = found_value
        else:
            raise ValueError(f"Invalid format '{line}'")
    return found


def _read_log(text: str, job: Job) -> None:
    """Take the commands out of the log, and the secrets."""
    for line in text.splitlines():
        command = _COMMAND.fullmatch(line.lstrip())
        if command is None:
            job.log.append(_masked(line, job.masks))
        elif command["kind"] == "add-mask":
            job.masks.append(_unescape(command["text"]))
        elif command["kind"] in {"notice", "warning", "error"}:
            pairs = (pair.partition("=") for pair in (command["properties"] or "").split(",") if pair)
            properties = {name: _unescape(value.replace("%3A", ":").replace("%2C", ",")) for name, _, value in pairs}
            text = _masked(_unescape(command["text"]), job.masks)
            job.annotations.append(Annotation(command["kind"], properties.get("title", ""), text))
        elif command["kind"] in {"group", "endgroup"}:
            job.log.append(f"[{command['kind']}] {_unescape(command['text'])}".rstrip())
        else:
            raise AssertionError(f"an unexpected command: {line}")


def _masked(line: str, masks: list[str]) -> str:
    for mask in masks:
        line = line.replace(mask, "***")
    return line


def _unescape(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _expand(text: str, values: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: values.get(found[1], ""), text)
