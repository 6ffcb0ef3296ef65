"""The command line, as a person at a terminal meets it."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main

NO_SETTINGS = dict.fromkeys(("GITHUB_TOKEN", "GITHUB_TOKENS", "GITHUB_API_URL", "REDIS_URL", "PORT"), None)


def still_engineering(*arguments: str, **environment: str) -> Result:
    """Run the program in this process, with these variables and no others of its own."""
    return CliRunner().invoke(main, arguments, env={**NO_SETTINGS, **environment})


def test_a_score_is_explained_in_sentences_and_numbers() -> None:
    result = still_engineering("score", "--demo", "steady-sam")

    assert result.exit_code == 0
    assert result.output.startswith("steady-sam: hands-on, 99 of 100\n  Wrote code on ")
    assert "rhythm 60.0/60, recency 25.0/25" in result.output
    assert "coding days a week, oldest first: " in result.output
    assert "not seen: Private work, if there is any" in result.output


def test_several_scores_come_in_the_order_they_were_asked_for() -> None:
    result = still_engineering("score", "--demo", "--json", "weekly-wanda", "daily-dana", "steady-sam")

    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line["login"] for line in lines] == ["weekly-wanda", "daily-dana", "steady-sam"]


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("nobody-at-all", "not-found"),
        ("harbour-works", "organisation"),
        ("dependabot[bot]", "bot"),
        ("<script>", "bad-request"),
        ("away-amara", "paused"),
        ("optout-oona", "opted-out"),
        ("newcomer-nils", "not-visible"),
    ],
)
def test_a_login_without_a_score_has_its_reason_and_exit_code_1(login: str, status: str) -> None:
    result = still_engineering("score", "--demo", "--json", login)

    assert result.exit_code == 1
    document = json.loads(result.output)
    assert document["status"] == status
    assert document.get("score") is None


def test_a_reason_is_a_sentence_for_those_who_read() -> None:
    result = still_engineering("score", "--demo", "away-amara", "nobody-at-all")

    assert result.output == (
        "away-amara: paused\n  away-amara asked for a pause: on leave until spring.\n\n"
        "nobody-at-all: not-found\n"
        "  Nobody in the demo is called nobody-at-all; for real people start without --demo.\n\n"
    )


def test_github_out_of_reach_is_exit_code_3() -> None:
    result = still_engineering("score", "octocat", GITHUB_TOKEN="x", GITHUB_API_URL="http://127.0.0.1:9")  # noqa: S106

    assert result.exit_code == 3
    assert "octocat: upstream" in result.output


def test_a_bad_setting_stops_the_start_with_one_line_that_names_it() -> None:
    result = still_engineering("serve", PORT="eighty")

    assert result.exit_code == 2
    assert result.output.strip().splitlines() == [
        "still-engineering: PORT: input should be a valid integer, unable to parse string as an integer"
    ]


def test_a_file_of_opt_outs_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    result = still_engineering("serve", OPT_OUT_FILE=str(tmp_path / "missing.txt"))

    assert result.exit_code == 2
    assert "OPT_OUT_FILE: " in result.output
    assert "cannot be read" in result.output


def test_a_badge_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "badge.svg"

    result = still_engineering("badge", "daily-dana", "--demo", "--style", "social", "-o", str(target))

    assert result.exit_code == 0
    assert ET.parse(target).getroot().get("role") == "img"  # noqa: S314 - our own file
    assert "hands-on" in result.output


@pytest.mark.parametrize(
    ("login", "said", "reason"),
    [
        ("nobody-at-all", "not found", "Nobody in the demo is called nobody-at-all"),
        ("away-amara", "paused", "on leave until spring"),
        ("newcomer-nils", "not visible", "No code in the last 12 weeks"),
        ("a/b", "invalid request", "is not a GitHub login"),
    ],
)
def test_a_badge_of_somebody_without_a_score_says_so_and_the_exit_code_tells(
    tmp_path: Path, login: str, said: str, reason: str
) -> None:
    target = tmp_path / "badge.svg"

    result = still_engineering("badge", login, "--demo", "-o", str(target))

    assert result.exit_code == 1
    assert said in target.read_text(encoding="utf-8")
    assert f"{login} has no score; the badge that was written says so." in result.output
    assert reason in result.output


def test_an_old_badge_survives_when_github_cannot_be_asked(tmp_path: Path) -> None:
    target = tmp_path / "badge.svg"
    target.write_text("old", encoding="utf-8")

    result = still_engineering(
        "badge",
        "octocat",
        "-o",
        str(target),
        GITHUB_TOKEN="x",  # noqa: S106 - no token at all
        GITHUB_API_URL="http://127.0.0.1:9",
    )

    assert result.exit_code == 3
    assert target.read_text(encoding="utf-8") == "old"


def test_a_style_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    result = still_engineering("badge", "daily-dana", "--demo", "--style", "round", "-o", str(tmp_path / "x.svg"))

    assert result.exit_code == 2
    assert "for-the-badge" in result.output


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    result = still_engineering("badge", "daily-dana", "--demo", "-o", str(tmp_path / "missing" / "badge.svg"))

    assert result.exit_code == 2
    assert "badge.svg: cannot be written (No such file or directory)" in result.output
