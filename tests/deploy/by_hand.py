"""The Dockerfile's steps without a container: the same commands, in a folder that stands for the image."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.deploy.dockerfile import ROOT, Instruction, Stage, is_sent

_PYTHON = getattr(sys, "_base_executable", sys.executable)
# Does what pip does, except that what a lock names comes from the tests' own environment instead of an index.
_PIP = """\
#!/usr/bin/env bash
set -euo pipefail
if [[ " $* " == *" install "*"--require-hashes"* ]]; then
  target={root}/tools/bin/python
  if [ "$1" = --python ]; then target="$2"; fi
  site="$("$target" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
  lock="$PWD/${{@: -1}}"
  cd "{repository}"
  exec "{python}" -m tests.deploy.locked_packages "$lock" "$site"
fi
exec {root}/tools/bin/pip "$@"
"""


class Image:
    """A folder that stands for an image's root, filled by the instructions of a stage."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.base = folder / "base"
        self._bin = folder / "bin"
        self._work = self.root
        self.root.mkdir()
        self._bin.mkdir()
        pip = self._bin / "pip"
        pip.write_text(_PIP.format(root=self.root, repository=ROOT, python=sys.executable), encoding="utf-8")
        pip.chmod(0o755)
        # The base image's own Python, which has pip and setuptools.
        subprocess.run([_PYTHON, "-m", "venv", self.base], check=True, timeout=120)  # noqa: S603 - our own Python

    def build(self, stage: Stage) -> None:
        """Do what a stage says about files."""
        for instruction in stage.instructions:
            self._follow(instruction)

    def place(self, text: str) -> str:
        """A command of the image with this folder's paths."""
        placed = text.replace("/tools/bin/pip", str(self._bin / "pip"))
        return re.sub(r"(?<![\w.])/(app|tools|wheels)(?=[/\s]|$)", rf"{self.root}/\1", placed)

    def _follow(self, instruction: Instruction) -> None:
        if instruction.word == "WORKDIR":
            self._work = self.root / instruction.rest.strip("/")
            self._work.mkdir(parents=True, exist_ok=True)
        elif instruction.word == "COPY" and not instruction.rest.startswith("--from="):
            *sources, target = instruction.rest.split()
            for source in sources:
                self._copy(source, self._work / target)
        elif instruction.word == "RUN":
            self._run(self.place(instruction.rest))

    def _copy(self, source: str, target: Path) -> None:
        assert is_sent(source), f".dockerignore keeps {source} back"
        if (ROOT / source).is_file():
            shutil.copy(ROOT / source, target / source if target.is_dir() else target)
            return

        def unsent(folder: str, names: list[str]) -> set[str]:
            return {name for name in names if not is_sent((Path(folder) / name).relative_to(ROOT).as_posix())}

        shutil.copytree(ROOT / source, target, ignore=unsent)

    def _run(self, command: str) -> None:
        path = f"{self.base}/bin:{os.environ['PATH']}"
        done = subprocess.run(  # noqa: S603 - the commands of our own Dockerfile
            ["/bin/sh", "-e", "-c", command],
            cwd=self._work,
            env={"PATH": path, "HOME": str(self.root)},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, command + done.stdout + done.stderr
