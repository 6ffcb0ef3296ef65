"""Workflow commands: only ours are ones."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.commands import escape_data, escape_property, harmless, output_text, write_outputs
from tests.action.unit.invented import Log


def _unescaped(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


@given(st.text())
def test_the_runner_reads_every_message_as_it_was(text: str) -> None:
    assert _unescaped(escape_data(text)) == text
    assert not set(escape_data(text)) & {"\r", "\n"}


@given(st.text())
def test_a_property_can_neither_end_nor_begin_another(text: str) -> None:
    assert _unescaped(escape_property(text)) == text
    assert not set(escape_property(text)) & {"\r", "\n", ":", ","}


@given(st.text(alphabet=st.sampled_from(":#[]\r\n\u2028\x0b aex")))
def test_a_line_of_the_log_is_never_a_command(text: str) -> None:
    line = harmless(text)

    assert len(line.splitlines()) <= 1 or not set(line) & {"\r", "\n"}
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


def test_an_output_can_hold_what_looks_like_another_one() -> None:
    assert output_text("a", "1\nb=2", "end_x") == "a<<end_x\n1\nb=2\nend_x\n"


def test_outputs_are_appended_each_with_a_delimiter_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "output"
    path.write_text("before=1\n", encoding="utf-8")

    write_outputs(path, {"a": "1", "b": "2"})

    text = path.read_text(encoding="utf-8")
    delimiters = re.findall(r"<<(end_[0-9a-f]{32})\n", text)
    assert text.startswith("before=1\n")
    assert len(set(delimiters)) == 2


def test_without_a_runner_there_is_nowhere_to_write_outputs_to(tmp_path: Path) -> None:
    write_outputs(None, {"a": "1"})

    assert list(tmp_path.iterdir()) == []


def test_annotations_are_escaped() -> None:
    log = Log()

    log.console().error("a,b:c", "1\n::error::2")

    assert log.lines == ["::error title=a%2Cb%3Ac::1%0A::error::2"]


def test_a_group_ends_even_if_something_fails_in_it() -> None:
    log = Log()

    def fail() -> None:
        with log.console().group("Work\n::x"):
            log.console().say("::notice::no")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert log.lines == ["::group::Work%0A::x", "\u200b::notice::no", "::endgroup::"]


def test_a_terminal_reads_plain_words_and_never_a_secret() -> None:
    log = Log()
    console = log.console(commands=False)

    console.mask("ghp_secret")
    console.notice("Title", "text")
    with console.group("Work"):
        console.warning("Oh", "well")

    assert log.lines == ["notice: Title: text", "Work", "warning: Oh: well"]


def test_an_empty_secret_is_not_masked() -> None:
    log = Log()

    log.console().mask("")
    log.console().mask("a%b")

    assert log.lines == ["::add-mask::a%25b"]
