"""What the decisions about packaging promise."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import service
from tests.docs.documents import ROOT, text_of

LOCKS = sorted([*ROOT.glob("requirements*.lock"), *ROOT.glob("action/requirements.lock")])


def test_nobody_else_owns_the_import_names() -> None:
    owners = packages_distributions()

    assert set(owners.get("service", ())) | set(owners.get("action", ())) <= {"still-engineering"}
    assert Path(service.__file__).is_relative_to(ROOT)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_lock_names_no_address_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "http" not in re.sub(r"^(httpx|httpcore|httptools)\S*", "", text, flags=re.MULTILINE)
    assert re.findall(r"^[a-z0-9].*[^\\]$", text, re.MULTILINE) == []
    assert re.findall(r"\\\n(?!    --hash=sha256:)", text) == []


@pytest.mark.parametrize("target", ["serve", "test", "env", "check", "fix"])
def test_the_makefile_has_every_target_that_the_documents_name(target: str) -> None:
    assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE)
    assert f"make {target}" in text_of("README.md") + text_of("CONTRIBUTING.md")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in text_of("README.md")
    assert "make test" in text_of(".ci/run")
    assert "make env check test" in text_of(".github/workflows/ci.yml")


@pytest.mark.parametrize("program", ["redis-server", "nginx", "curl", "chromium"])
def test_what_the_tests_need_is_installed_in_both_places_and_said(program: str) -> None:
    assert f"need {program}" in text_of(".ci/run")
    assert program in text_of(".github/workflows/ci.yml")
    assert f"`{program}`" in text_of("CONTRIBUTING.md")
