"""Links, pictures and paths in the documents lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.documents import DOCUMENTS, ROOT, without_fences

ANY = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)")
_PATH = re.compile(r"`((?:service|action|bench|docs|tests|tools|deploy|\.github)/[\w./-]*\w)`")
_NAMED = re.compile(r"`([A-Z]\w+\.md|Dockerfile|Makefile|compose\.yaml|action\.yml|pyproject\.toml|\w[\w-]*\.lock)`")


def anchors(document: Path) -> set[str]:
    """The addresses of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_fences(document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@ANY
def test_every_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    broken = []
    for link in _LINK.findall(without_fences(document.read_text(encoding="utf-8"))):
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@ANY
def test_every_path_that_is_named_exists(document: Path) -> None:
    text = without_fences(document.read_text(encoding="utf-8"))
    named = [*_PATH.findall(text), *_NAMED.findall(text)]

    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        if not page.exists():
            continue
        links = _LINK.findall(page.read_text(encoding="utf-8"))
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links}
        folders = {found for target in targets if target.is_dir() for found in target.glob("*.md")}
        waiting += [found for found in targets | folders if found.suffix == ".md" and found not in reached]

    assert {page for page in DOCUMENTS if ".github" not in page.parts} <= reached


def test_a_picture_has_words_for_those_who_do_not_see_it() -> None:
    bare = [path.name for path in DOCUMENTS if "![](" in path.read_text(encoding="utf-8")]

    assert bare == []
