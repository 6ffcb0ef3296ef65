"""The image, made by hand from the Dockerfile's own commands, does what the image must do."""

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from packaging.utils import canonicalize_name

from tests.deploy.by_hand import Image
from tests.deploy.dockerfile import ROOT, stages
from tests.deploy.locked_packages import locked
from tests.redis_server import free_port

BUILD, END = stages()
_MISSING = "import importlib.util, sys; sys.exit(any(map(importlib.util.find_spec, sys.argv[1:])))"
_NAMES = "import importlib.metadata as m, json; print(json.dumps([d.name for d in m.distributions()]))"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The image by hand: what both stages say."""
    made = Image(tmp_path_factory.mktemp("image"))
    made.build(BUILD)
    made.build(END)
    return made


def environment(image: Image, folder: Path, port: int) -> dict[str, str]:
    """What a container starts with: the image's variables, and nowhere to write but /tmp."""
    pairs = [pair.split("=", 1) for pair in END.one("ENV").split()]
    given = {name: image.place(value) for name, value in pairs}
    nowhere = {"HOME": "/proc", "PATH": "/usr/bin:/bin", "TMPDIR": str(folder), "GITHUB_API_URL": "http://127.0.0.1:9"}
    return {**given, **nowhere, "HOST": "127.0.0.1", "PORT": str(port)}


def command(image: Image, word: str) -> list[str]:
    """A command of the end stage with the folder's paths."""
    return [image.place(part) for part in END.command(word)]


def healthcheck(image: Image, environ: Mapping[str, str]) -> int:
    """The exit code of the image's own health check."""
    return subprocess.run(  # noqa: S603 - the command of our own Dockerfile
        command(image, "HEALTHCHECK"), env=environ, cwd="/proc", stderr=subprocess.DEVNULL, check=False, timeout=30
    ).returncode


@contextmanager
def container(image: Image, environ: Mapping[str, str], *arguments: str) -> Iterator[str]:
    """What `docker run IMAGE ARGUMENTS` starts, in a folder that nobody can write into, once it is healthy."""
    started = [*command(image, "ENTRYPOINT"), *(arguments or command(image, "CMD"))]
    process = subprocess.Popen(started, env=environ, cwd="/proc", stderr=subprocess.PIPE, text=True)  # noqa: S603 - as above
    try:
        deadline = time.monotonic() + 60
        while healthcheck(image, environ):
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < deadline, "it does not become healthy"
        yield f"http://127.0.0.1:{environ['PORT']}"
    finally:
        process.terminate()
        process.communicate(timeout=30)


def files_of(folder: Path) -> dict[str, int]:
    """Every file below a folder with the time of its last change."""
    return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*")}


def test_the_wheel_holds_the_two_packages_and_no_test(image: Image) -> None:
    [wheel] = (image.root / "wheels").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()

    assert {name.split("/")[0].partition("-")[0] for name in names} == {"service", "action", "still_engineering"}
    assert {"service/web/static/style.css", "service/render/templates/card.svg.jinja"} <= set(names)


def test_the_environment_holds_what_the_lock_names_and_the_program(image: Image) -> None:
    listed = subprocess.run(  # noqa: S603 - the image's own Python
        [image.root / "app/bin/python", "-I", "-c", _NAMES], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert {canonicalize_name(name) for name in json.loads(listed)} == {
        "still-engineering",
        *(canonicalize_name(found.name) for found in locked(lock)),
    }


@pytest.mark.parametrize("python", ["root/app/bin/python", "base/bin/python"], ids=["app", "base image"])
def test_nothing_that_installs_or_builds_is_left(image: Image, python: str) -> None:
    wanted = ["pip", "setuptools", "wheel", "hatchling", "pytest", "playwright"]
    told = subprocess.run(  # noqa: S603 - the image's own Python
        [image.root.parent / python, "-I", "-c", _MISSING, *wanted], check=False, timeout=30
    )

    assert told.returncode == 0


def test_a_package_without_a_hash_is_not_installed() -> None:
    with pytest.raises(ValueError, match="has no hash"):
        list(locked("click==8.2.1\n"))


def test_it_serves_with_nothing_writable_but_tmp_and_says_that_it_is_healthy(image: Image, tmp_path: Path) -> None:
    environ = environment(image, tmp_path, free_port())
    before = files_of(image.root)

    assert healthcheck(image, environ) == 1
    with container(image, environ) as url:
        badge = httpx.get(f"{url}/badge/octocat.svg", timeout=10)

    assert (badge.status_code, badge.headers["x-badge-status"]) == (200, "upstream")  # GitHub is out of reach here
    assert files_of(image.root) == before
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_it_serves_the_demo_when_it_is_told_to(image: Image, tmp_path: Path) -> None:
    with container(image, environment(image, tmp_path, free_port()), "serve", "--demo") as url:
        badge = httpx.get(f"{url}/badge/daily-dana.svg", timeout=30)

    assert badge.headers["x-badge-status"] == "ok"


def test_the_actions_program_is_in_it_too(image: Image, tmp_path: Path) -> None:
    program = image.root / "app/bin/still-engineering-report"
    told = subprocess.run(  # noqa: S603 - the image's own program
        [program, "--help"],
        env=environment(image, tmp_path, 0),
        cwd="/proc",
        capture_output=True,
        check=False,
        timeout=30,
    )

    assert told.returncode == 0, told.stderr
    assert sys.executable.encode() not in program.read_bytes()
