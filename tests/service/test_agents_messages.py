"""Reading the marks and the co-authors in commit messages."""

import sys
from types import FrameType

import pytest

from service.agents import CoAuthor, assisted, co_authors


def test_co_authors_are_read_wherever_their_lines_stand_each_once() -> None:
    message = (
        "Mend the door\r\nCo-authored-by: Ada <ada@example.org>\r\n\r\n"
        "CO-AUTHORED-BY:Bo  < bo@example.org >\r\nSome prose.\r\nCo-authored-by: Ada <ada@example.org>\r\n"
    )

    assert co_authors(message) == (CoAuthor("Ada", "ada@example.org"), CoAuthor("Bo", "bo@example.org"))


@pytest.mark.parametrize("value", ["Ada", "Ada <>", "Ada <ada@example.org", "ada@example.org", ""])
def test_a_co_author_without_an_address_in_brackets_is_not_read(value: str) -> None:
    assert co_authors(f"Mend the door\n\nCo-authored-by: {value}") == ()


@pytest.mark.parametrize(
    "line",
    [
        "Assisted-by: Claude:claude-opus-4.5",
        "Assisted-by: GitHub Copilot:gpt-5 coccinelle sparse",
        "assisted-by:openai:gpt-5.5",
        "Assisted-by: Claude <noreply@anthropic.com>",
    ],
)
def test_the_kernels_form_of_assisted_by_names_an_agent(line: str) -> None:
    assert assisted(f"mm: mend the page\n\n{line}\nSigned-off-by: Ada <ada@example.org>")


@pytest.mark.parametrize(
    "value",
    [
        "Jane Doe <jane@example.org>",
        "Jane Doe",
        "Jane Doe: thank you",
        "https://example.org/jane",
        "mailto:jane@example.org",
        ":nobody",
        "Jane:",
        "",
    ],
)
def test_a_person_who_assisted_is_no_assistant(value: str) -> None:
    assert not assisted(f"Mend the door\n\nAssisted-by: {value}")


@pytest.mark.parametrize(
    "message",
    [
        "fix: door\nCo-Authored-By: Claude <noreply@anthropic.com>",
        "fix: door\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n\nSome prose that ends the message.",
        "feat: squashed\n\n* one\n* two\n\n---------\n\nCo-authored-by: Codex <noreply@openai.com>",
        "fix: door\n\n    Co-authored-by: Codex <noreply@openai.com>",
        "fix: door\n\n\N{ROBOT FACE} Generated with [Claude Code](https://claude.com/claude-code)",
    ],
)
def test_a_mark_counts_where_gits_own_parser_would_miss_it(message: str) -> None:
    assert assisted(message)


@pytest.mark.parametrize(
    "subject",
    [
        "Document Co-authored-by: Claude <noreply@anthropic.com>",
        "[codex] Render streaming deltas",
        "Stop the copilot from writing noreply@anthropic.com",
        "Made with love",
        "",
    ],
)
def test_words_about_assistants_are_no_mark(subject: str) -> None:
    assert not assisted(subject)


def _calls(message: str) -> int:
    """How many functions it takes to read a message; each of them passes over its text once."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        assisted(message)
        co_authors(message)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("line", ["\n", "Co-authored-by: a <b>\n", "assisted-by: " + ":" * 50 + "\n", "<" * 50 + "\n"])
def test_twice_the_lines_cost_twice_the_calls(line: str) -> None:
    assert _calls(line * 2000) < 2.1 * _calls(line * 1000)


@pytest.mark.parametrize(
    "text", ["<", ":", "co-authored-by:", "assisted-by:x:", "1", "1+", " ", "@users.noreply.github.com"]
)
def test_a_longer_line_costs_no_more_calls(text: str) -> None:
    assert _calls(text * 10_000) <= _calls(text * 100)
