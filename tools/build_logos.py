"""Rebuild `service/render/data/logos.json` and its part of the notice from an npm package.

    npm pack simple-icons@16.37.0
    python -m tools.build_logos simple-icons-16.37.0.tgz [SLUG ...]

The package is https://simpleicons.org. The logos that there are stay, those that are named are added. Some brands
license their logo apart from the collection; where that forbids commercial use or changes, or is the GPL, the logo is
left out, so that whoever runs this service need not read licences first.
"""

import json
import re
import sys
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "service" / "render" / "data"
TABLE, NOTICE = "logos.json", "NOTICE.md"
_HEADING = f"## {TABLE}\n"
_PATH = re.compile(r' d="([^"]+)"')
_FREE = "CC0-1.0"
_NOT_FOR_EVERYBODY = re.compile(r"-NC|-ND|GPL")

_NAMES = {"custom": "its own terms"}
_NOTICE = """
Paths of {number} icons of [Simple Icons](https://simpleicons.org) {version}, unchanged, on a field of 24 by 24. The
collection is released under CC0 1.0. The brands remain trademarks of their owners; a logo on a badge says what somebody
works with, not that its owner endorses anything. Logos whose licence forbids commercial use or changes, or is the GPL,
are left out. These icons have a licence of their own:

| licence | icon | source |
|---|---|---|
"""

Icon = Mapping[str, Any]
"""One entry of the package's list: `slug`, `title`, `source`, and `license` with a `type` where a brand states one."""


def licence_of(icon: Icon) -> str:
    """The SPDX name of the licence that the brand states for its logo; that of the collection if it states none."""
    return str(icon.get("license", {}).get("type", _FREE))


def is_for_everybody(icon: Icon) -> bool:
    """Whether anybody may show this logo beside anything."""
    return _NOT_FOR_EVERYBODY.search(licence_of(icon)) is None


def table_of(paths: Mapping[str, str]) -> str:
    """The logos as JSON with one a line, so that a new version is a readable difference."""
    lines = (f"{json.dumps(slug)}:{json.dumps(paths[slug])}" for slug in sorted(paths))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def notice_of(icons: Sequence[Icon], version: str) -> str:
    """What is said about the logos: where they are from, and which have a licence of their own."""
    own = sorted((licence_of(icon), icon["title"], icon["source"]) for icon in icons if licence_of(icon) != _FREE)
    rows = [f"| {_NAMES.get(licence, licence)} | {title} | {source} |" for licence, title, source in own]
    return _HEADING + _NOTICE.format(number=len(icons), version=version) + "\n".join(rows) + "\n"


def files_of(package: Mapping[str, bytes], slugs: Iterable[str], notice: str) -> dict[str, str]:
    """The files to write, by name, from the unpacked package and the notice as it is.

    Raises:
        KeyError: the package has no logo of one of these names.
    """
    icons = {icon["slug"]: icon for icon in json.loads(package["package/data/simple-icons.json"])}
    version = json.loads(package["package/package.json"])["version"]
    kept = [icons[slug] for slug in sorted(set(slugs)) if is_for_everybody(icons[slug])]
    paths = {icon["slug"]: _path(package[f"package/icons/{icon['slug']}.svg"]) for icon in kept}
    others = notice.partition(_HEADING)[0]
    return {TABLE: table_of(paths), NOTICE: others + notice_of(kept, version)}


def _path(svg: bytes) -> str:
    found = _PATH.search(svg.decode())
    if found is None:
        raise ValueError("an icon without a path")
    return found[1]


def _unpacked(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        members = [(member.name, opened.extractfile(member)) for member in opened if member.isfile()]
        return {name: stream.read() for name, stream in members if stream is not None}


def main(archive: str, *more: str) -> None:
    """Read the package and write the table and its notice."""
    known: dict[str, str] = json.loads((DATA / TABLE).read_text(encoding="utf-8"))
    files = files_of(_unpacked(Path(archive)), {*known, *more}, (DATA / NOTICE).read_text(encoding="utf-8"))
    for name, text in files.items():
        (DATA / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
