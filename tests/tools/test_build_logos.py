"""How Simple Icons become our table of logos."""

import json
from typing import Any

import pytest

from tools.build_logos import files_of

ICONS: list[dict[str, Any]] = [
    {"slug": "plain", "title": "Plain", "source": "https://plain.example"},
    {"slug": "shared", "title": "Shared", "source": "https://shared.example", "license": {"type": "CC-BY-SA-4.0"}},
    {"slug": "terms", "title": "Terms", "source": "https://terms.example", "license": {"type": "custom"}},
    {"slug": "trade", "title": "Trade", "source": "https://trade.example", "license": {"type": "CC-BY-NC-SA-4.0"}},
    {"slug": "copyleft", "title": "Copyleft", "source": "https://left.example", "license": {"type": "GPL-3.0-only"}},
]
PACKAGE = {
    "package/package.json": b'{"version": "1.2.3"}',
    "package/data/simple-icons.json": json.dumps(ICONS).encode(),
    **{f"package/icons/{icon['slug']}.svg": b'<svg viewBox="0 0 24 24"><path d="M0 0z"/></svg>' for icon in ICONS},
}
ALL = [str(icon["slug"]) for icon in ICONS]
OLD = "# Where it comes from\n\n## colours.json\n\nOurs.\n\n## logos.json\n\nOld words.\n"


def test_a_logo_is_its_path_one_a_line() -> None:
    assert files_of(PACKAGE, ["terms", "plain"], OLD)["logos.json"] == '{\n"plain":"M0 0z",\n"terms":"M0 0z"\n}\n'


def test_a_logo_that_not_everybody_may_show_is_left_out() -> None:
    assert list(json.loads(files_of(PACKAGE, ALL, OLD)["logos.json"])) == ["plain", "shared", "terms"]


def test_the_notice_names_every_licence_of_its_own_and_keeps_what_is_said_of_other_files() -> None:
    notice = files_of(PACKAGE, ALL, OLD)["NOTICE.md"]

    assert notice.startswith("# Where it comes from\n\n## colours.json\n\nOurs.\n\n## logos.json\n\nPaths of 3 icons")
    assert "Simple Icons](https://simpleicons.org) 1.2.3" in notice
    assert notice.endswith(
        "| CC-BY-SA-4.0 | Shared | https://shared.example |\n| its own terms | Terms | https://terms.example |\n"
    )


def test_a_name_that_the_package_does_not_have_stops_the_program() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        files_of(PACKAGE, ["elsewhere"], OLD)
