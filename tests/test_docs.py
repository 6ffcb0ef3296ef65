"""What the documents say is what the program does."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import service
from service.cli import main
from service.score import LEVELS, Level
from service.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The settings as the README shows them."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for field in Settings.model_fields.values():
        default = "" if field.default in (None, ()) else f"`{field.default}`"
        rows.append(f"| `{field.alias}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_the_readme_lists_every_setting() -> None:
    shown = README.partition("<!-- settings -->\n")[2].partition("\n<!-- /settings -->")[0]

    assert shown == settings_table()


def test_the_readme_names_every_command_and_option() -> None:
    for name, command in main.commands.items():
        assert f"`still-engineering {name}" in README
        for parameter in command.params:
            if parameter.opts[0].startswith("--"):
                assert f"`{parameter.opts[0]}`" in README


def test_the_readme_shows_the_levels_as_they_are() -> None:
    shown = re.findall(r"^\| ([a-z -]+) \| (\d+)-(\d+) \|", README, re.MULTILINE)
    highest = [100, *(lowest - 1 for lowest, _ in LEVELS)]

    assert shown == [(str(level), str(low), str(high)) for (low, level), high in zip(LEVELS, highest, strict=False)]
    assert f"| {Level.NOT_VISIBLE} | none |" in README


@pytest.mark.parametrize(
    "document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda path: path.name
)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    prose = re.sub(r"^ *```.*?^ *```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", prose)

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("target", ["serve", "test", "env", "check", "fix"])
def test_the_makefile_has_every_target_that_the_documents_name(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_nobody_else_owns_the_import_names() -> None:
    owners = packages_distributions()

    assert set(owners.get("service", ())) | set(owners.get("action", ())) <= {"still-engineering"}
    assert Path(service.__file__).is_relative_to(ROOT)


LOCKS = sorted([*ROOT.glob("requirements*.lock"), *ROOT.glob("action/requirements.lock")])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_lock_names_no_address_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "http" not in re.sub(r"^(httpx|httpcore|httptools)\S*", "", text, flags=re.MULTILINE)
    assert re.findall(r"^[a-z0-9].*[^\\]$", text, re.MULTILINE) == []
    assert re.findall(r"\\\n(?!    --hash=sha256:)", text) == []
