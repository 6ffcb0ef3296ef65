"""What holds for every path, sensible or not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.classify import kind_of
from service.evidence import Kind

NAMES = st.text(st.characters(exclude_characters="/\\", exclude_categories=["Cs"]), min_size=1, max_size=20)
PATHS = st.lists(NAMES, min_size=1, max_size=6).map("/".join)
PROGRAMS = st.sampled_from(["main.py", "app.ts", "lib.rs", "Page.vue", "query.sql", "run.sh", "Shop.java"])

HOSTILE = {
    "folders": "a/" * 50_000,
    "packages": "java/" * 20_000,
    "dots": "." * 100_000,
    "extensions": "a." * 50_000 + "js",
    "jquery": "jquery" + "1." * 50_000 + "js",
    "tests": "test" * 25_000,
    "test folders": "test-" * 20_000 + "/a.py",
    "capitals": "T" * 100_000,
    "digits in a folder": "1" * 100_000 + "/a.py",
    "backslashes": "\\" * 100_000,
    "stars": "*" * 100_000,
}


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text) in Kind


@given(
    PATHS, st.sampled_from(["node_modules", "Node_Modules", "vendor", "third_party", "app/site-packages", "src/.venv"])
)
def test_whatever_lies_in_a_folder_of_dependencies_is_vendored(path: str, folder: str) -> None:
    assert kind_of(f"{folder}/{path}") is Kind.VENDORED


@given(st.lists(st.sampled_from(["src", "lib", "app", "core", "docs", "examples"]), max_size=5), PROGRAMS)
def test_a_program_stays_a_program_however_deep_it_lies(folders: list[str], program: str) -> None:
    assert kind_of("/".join([*folders, program])) is Kind.SOURCE


@given(st.lists(st.sampled_from(["src", "lib", "app", "core", "examples"]), max_size=4), PROGRAMS)
def test_a_program_in_a_folder_of_tests_is_a_test(folders: list[str], program: str) -> None:
    assert kind_of("/".join(["tests", *folders, program])) is Kind.TEST


@given(PATHS)
def test_slashes_around_a_path_change_nothing(path: str) -> None:
    assert kind_of(f"/{path}/") is kind_of(path.strip("/\\"))


@pytest.mark.parametrize("path", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_path_made_to_be_slow_takes_time_linear_in_its_length(path: str) -> None:
    # 25 times the longest path of a Git server; work that grew with the square of it would take minutes.
    before = time.process_time()
    kind_of.__wrapped__(path)

    assert time.process_time() - before < 1
