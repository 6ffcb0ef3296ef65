"""The release workflow's own scripts, run here with programs that only write down what they are asked."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.deploy.dockerfile import ROOT

JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
CHANGES = (
    "# Changelog\n\n## Unreleased\n\n- later\n\n## 1.2.30 - 2026-12-02\n\n- other\n\n## 1.2.3 - 2026-12-01\n\n- now\n"
)
DOCKER = """\
#!/bin/sh
echo "$@" >> "$RUNNER_TEMP/asked"
case "$*" in *metadata-file*) printf %s "$META" > "$RUNNER_TEMP/image.json" ;; esac
"""
GH = '#!/bin/sh\necho "$@" >> "$RUNNER_TEMP/asked"\n'


def script(job: str, name: str) -> str:
    """What a step of this name runs."""
    [found] = [step["run"] for step in JOBS[job]["steps"] if step["name"] == name]
    return str(found)


def run(text: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does, with stand-ins for docker and gh."""
    for name, body in (("docker", DOCKER), ("gh", GH)):
        (folder / name).write_text(body, encoding="utf-8")
        (folder / name).chmod(0o755)
    own = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "output"),
    }
    return subprocess.run(  # noqa: S603 - our own workflow's scripts
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=variables.pop("cwd", str(ROOT)),
        env={**own, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize(("tag", "code"), [(f"v{VERSION}", 0), ("v999.0.0", 1)])
def test_a_tag_must_be_the_packages_version(tag: str, code: int, tmp_path: Path) -> None:
    assert run(script("image", "Compare the tag with the package"), tmp_path, GITHUB_REF_NAME=tag).returncode == code


def test_the_image_is_pushed_under_its_version_alone_and_attested_by_its_digest(tmp_path: Path) -> None:
    done = run(
        script("image", "Build and push"),
        tmp_path,
        META='{"containerimage.digest": "sha256:abc"}',
        TOKEN="hush",  # noqa: S106 - invented
        GITHUB_ACTOR="octocat",
        GITHUB_REPOSITORY="Octo/Still-Engineering",
        GITHUB_SERVER_URL="https://github.com",
        GITHUB_SHA="c0ffee",
        GITHUB_REF_NAME="v1.2.3",
    )
    asked = (tmp_path / "asked").read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert "--tag ghcr.io/octo/still-engineering:1.2.3 ." in asked
    assert asked.count("--tag") == 1
    assert "hush" not in asked + done.stdout
    assert (tmp_path / "output").read_text(encoding="utf-8") == (
        "image=ghcr.io/octo/still-engineering\ndigest=sha256:abc\n"
    )


def test_a_build_is_told_what_the_labels_need() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert 'ARG SOURCE="" REVISION="" VERSION=""' in text
    assert all(
        f"--build-arg {name}=" in script("image", "Build and push") for name in ("SOURCE", "REVISION", "VERSION")
    )


def test_a_release_says_what_the_changelog_says_of_it(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    text = script("release", "Publish what the changelog says")

    done = run(text, tmp_path, cwd=str(tmp_path), GITHUB_REF_NAME="v1.2.3")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").split() == ["-", "now"]
    assert "release create v1.2.3 --verify-tag" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_a_release_that_the_changelog_does_not_know_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")

    done = run(
        script("release", "Publish what the changelog says"), tmp_path, cwd=str(tmp_path), GITHUB_REF_NAME="v2.0.0"
    )

    assert done.returncode == 1
    assert not (tmp_path / "asked").exists()
