"""The Action as a runner has it: a copy of what is pinned, with an environment of its own."""

import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github_stub import GitHubStub

ROOT = Path(__file__).parent.parent.parent
# Does what the real one does, except that packages come from the tests' own environment instead of an index.
_PYTHON = """\
#!/usr/bin/env bash
if [[ " $* " == *" install "*"--require-hashes"* ]]; then
  while [ "$1" != --python ]; do shift; done
  site="$("$2" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
  echo "{site}" > "$site/locked.pth"
  echo installed >> "{note}"
  exit 0
fi
exec "{python}" "$@"
"""


@pytest.fixture(scope="session")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the action, as a checkout of the pinned commit."""
    folder = tmp_path_factory.mktemp("pinned")
    ignored = shutil.ignore_patterns("__pycache__", ".venv", "*.egg-info")
    for name in ("action", "service"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "action.yml", folder)
    return folder


@pytest.fixture(scope="session")
def path_with_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PATH; `installed` in it has a line for every installation."""
    folder = tmp_path_factory.mktemp("bin")
    python = folder / "python3"
    base = getattr(sys, "_base_executable", sys.executable)
    site = sysconfig.get_path("purelib")
    python.write_text(
        _PYTHON.replace("{site}", site).replace("{python}", base).replace("{note}", f"{folder}/installed")
    )
    python.chmod(0o755)
    return folder


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    """A GitHub with an organisation of 18, a token of a member and the workflow's own."""
    with GitHubStub() as running:
        running.token("ghp_member", viewer="daily-dana")
        running.token("ghs_workflow", viewer="github-actions[bot]")
        yield running


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The caller's checkout; it holds packages of the same names as ours."""
    folder = tmp_path / "workspace"
    for name in ("action", "service"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text('raise SystemExit("somebody else\'s code")\n', encoding="utf-8")
    (folder / "yaml.py").write_text('raise SystemExit("somebody else\'s code")\n', encoding="utf-8")
    return folder
