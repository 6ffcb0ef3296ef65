"""What `kinds.json` and `linguist.json` say about languages, names and folders, ready to look up.

Linguist (https://github.com/github-linguist/linguist) knows languages and their types; `kinds.json` says where a type
is not what counts for hands-on work, and decides extensions that several languages share.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from service.data import table
from service.data.globs import Globs
from service.evidence import Kind


class Form(StrEnum):
    """What a file is by its language alone, before anyone asks where it lies."""

    CODE = "code"
    MARKUP = "markup"
    INFRASTRUCTURE = "infrastructure"
    CONFIG = "config"
    PROSE = "prose"
    TEXT = "text"
    DATA = "data"


class Role(StrEnum):
    """What a folder's name says about the files in it."""

    VENDORED = "vendored"
    GENERATED = "generated"
    BUNDLED = "bundled"
    TEST = "test"
    SPEC = "spec"
    FIXTURE = "fixture"
    CI = "ci"
    INFRASTRUCTURE = "infrastructure"
    DATA = "data"
    DOCS = "docs"
    SCRIPTS = "scripts"


_FORM_OF_TYPE = {"programming": Form.CODE, "markup": Form.MARKUP, "prose": Form.PROSE, "data": Form.DATA}


@dataclass(frozen=True, slots=True)
class FileTables:
    """Every lookup that classification needs; names are lower case unless their case matters.

    Attributes:
        languages: the form of a language, by Linguist's name for it.
        suffixes: the form of an extension, with its dot; some have two dots.
        names: the form of a whole file name.
        wrappers: endings to look behind, such as `.example`.
        folders: roles of a folder at any depth.
        roots: roles of a folder at the top of a repository.
        folder_endings: roles of a folder by its extension.
        files: kinds of files by name, whatever their language, in the order to ask.
        below: the same by the name with its folder, such as `db/schema.rb`.
        pages: names of pages for people.
        tests: names of tests.
        bundled: endings of what a bundler writes.
        libraries: names under which browser libraries are copied into a repository.
    """

    languages: Mapping[str, Form]
    suffixes: Mapping[str, Form]
    names: Mapping[str, Form]
    wrappers: tuple[str, ...]
    folders: Mapping[str, frozenset[Role]]
    roots: Mapping[str, frozenset[Role]]
    folder_endings: Mapping[str, frozenset[Role]]
    files: tuple[tuple[Kind, Globs], ...]
    below: tuple[tuple[Kind, Globs], ...]
    pages: Globs
    tests: Globs
    bundled: tuple[str, ...]
    libraries: re.Pattern[str]


@cache
def file_tables() -> FileTables:
    """Read both tables, once."""
    kinds, linguist = table("kinds"), table("linguist")
    languages = _languages(kinds, linguist)
    suffixes, names = _by_language(languages, linguist)
    vendored = {"role": Role.VENDORED, "names": linguist["vendored"]["folders"], "roots": linguist["vendored"]["roots"]}
    folders = [vendored, *kinds["folders"]]
    return FileTables(
        languages=languages,
        suffixes=suffixes | dict(_decided(kinds["extensions"])),
        names=names,
        wrappers=tuple(kinds["wrappers"]["names"]),
        folders=_roles(folders, "names"),
        roots=_roles(folders, "roots"),
        folder_endings=_roles(folders, "endings"),
        files=tuple(_files(kinds, linguist, below=False)),
        below=tuple(_files(kinds, linguist, below=True)),
        pages=Globs.of(kinds["pages"]["globs"]),
        tests=Globs.of(kinds["tests"]["globs"]),
        bundled=tuple(kinds["bundled"]["endings"]),
        libraries=re.compile("|".join(linguist["vendored"]["patterns"]), re.IGNORECASE | re.ASCII),
    )


def _languages(kinds: Mapping[str, Any], linguist: Mapping[str, Any]) -> dict[str, Form]:
    by_type = {name: _FORM_OF_TYPE[type_] for type_, names in linguist["languages"].items() for name in names}
    return by_type | dict(_decided(kinds["languages"]))


def _decided(groups: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Form]]:
    return ((name, Form(group["form"])) for group in groups for name in group["names"])


def _by_language(languages: Mapping[str, Form], linguist: Mapping[str, Any]) -> tuple[dict[str, Form], dict[str, Form]]:
    suffixes: dict[str, Form] = {}
    names: dict[str, Form] = {}
    for of_type in linguist["languages"].values():
        for language, (extensions, filenames) in of_type.items():
            suffixes.update(dict.fromkeys(map(str.lower, extensions), languages[language]))
            names.update(dict.fromkeys(map(str.lower, filenames), languages[language]))
    return suffixes, names


def _roles(groups: Iterable[Mapping[str, Any]], where: str) -> dict[str, frozenset[Role]]:
    roles: dict[str, frozenset[Role]] = {}
    for group in groups:
        for name in group.get(where, ()):
            roles[name] = roles.get(name, frozenset()) | {Role(group["role"])}
    return roles


def _files(kinds: Mapping[str, Any], linguist: Mapping[str, Any], *, below: bool) -> Iterator[tuple[Kind, Globs]]:
    vendored = {"kind": Kind.VENDORED, "globs": linguist["vendored"]["files"]}
    globs: dict[Kind, list[str]] = {}
    for group in [*kinds["files"], vendored]:
        chosen = [glob for glob in group["globs"] if ("/" in glob) is below]
        globs.setdefault(Kind(group["kind"]), []).extend(chosen)
    return ((kind, Globs.of(patterns)) for kind, patterns in globs.items() if patterns)
