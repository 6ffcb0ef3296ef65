"""Programs of the test environment that examine files, and what they say."""

import subprocess
import sysconfig
from pathlib import Path

from tests.deploy.dockerfile import ROOT

PROGRAMS = Path(sysconfig.get_path("scripts"))


def check(program: str, *arguments: str | Path) -> tuple[int, str]:
    """The exit code of a program and what it printed; it runs in the repository."""
    done = subprocess.run(  # noqa: S603 - programs of the test environment
        [PROGRAMS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def fits(schema: str, *files: str | Path) -> str:
    """What is wrong with files by one of check-jsonschema's own schemas; empty if nothing is."""
    code, told = check("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    return told if code else ""
