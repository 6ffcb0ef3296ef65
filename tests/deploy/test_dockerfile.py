"""What the Dockerfile promises on its face."""

import tomllib

import pytest

from tests.deploy.checks import check
from tests.deploy.dockerfile import ROOT, is_sent, stages

BUILD, END = stages()


def test_hadolint_has_nothing_to_say() -> None:
    assert check("hadolint", "--failure-threshold", "style", "Dockerfile") == (0, "")


def test_both_stages_start_from_the_same_image_by_a_version() -> None:
    # The environment's Python is a link to the base image's own, so that both must be the same.
    assert BUILD.base == END.base
    assert ":3.11" in BUILD.base


def test_the_end_stage_takes_the_environment_and_nothing_else() -> None:
    assert END.all("COPY") == ["--from=build /app /app"]
    assert not any("install " in run.replace("uninstall ", "") or "apt" in run for run in END.all("RUN"))


def test_it_runs_as_a_number_that_is_not_root() -> None:
    user, group = END.one("USER").split(":")

    assert int(user) >= 10_000
    assert int(group) >= 10_000


def test_the_labels_say_what_the_package_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    labels = END.one("LABEL")

    assert f'image.title="{project["name"]}"' in labels
    assert f'image.description="{project["description"]}"' in labels
    assert f'image.licenses="{project["license"]}"' in labels


@pytest.mark.parametrize("path", ["service/web/app.py", "action/install.sh", "requirements.lock", "pyproject.toml"])
def test_what_the_build_needs_is_sent_to_it(path: str) -> None:
    assert is_sent(path)


@pytest.mark.parametrize(
    "path", [".env", ".git/config", "tests/conftest.py", "service/__pycache__/x.pyc", ".venv/bin/pip"]
)
def test_what_the_build_does_not_need_stays_here(path: str) -> None:
    assert not is_sent(path)
