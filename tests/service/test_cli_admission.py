"""The operator's lists hold at the terminal too, and in the server that the environment describes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.evidence import Login
from service.settings import read_settings
from service.web.server import build_services

VARIABLES = ("ALLOW_LOGINS", "DENY_LOGINS", "OPT_OUT_FILE", "PUBLISH", "PUBLIC_URL", "REDIS_URL")


def still_engineering(*arguments: str, **environment: str) -> Result:
    """Run the program with these variables and no others of its own."""
    return CliRunner().invoke(main, arguments, env={**dict.fromkeys(VARIABLES), **environment})


@pytest.mark.parametrize("variables", [{"DENY_LOGINS": "daily-dana"}, {"ALLOW_LOGINS": "steady-sam"}])
def test_whoever_the_lists_leave_out_is_not_scored(variables: dict[str, str]) -> None:
    result = still_engineering("score", "--demo", "--json", "daily-dana", "steady-sam", **variables)

    assert [json.loads(line)["status"] for line in result.output.splitlines()] == ["bad-request", "ok"]
    assert result.exit_code == 1


def test_a_file_of_opt_outs_holds_too(tmp_path: Path) -> None:
    path = tmp_path / "opt-outs.txt"
    path.write_text("daily-dana\n", encoding="utf-8")

    result = still_engineering("score", "--demo", "daily-dana", OPT_OUT_FILE=str(path))

    assert "This login is not served here." in result.output


def test_a_bad_entry_stops_the_start_with_one_line() -> None:
    result = still_engineering("serve", "--demo", DENY_LOGINS="ada, b@d")

    assert result.exit_code == 2
    assert (
        result.output.strip().splitlines()[0].startswith("still-engineering: DENY_LOGINS: entry 'b@d' cannot be used")
    )
    assert len(result.output.strip().splitlines()) == 1


async def test_the_server_denies_its_lists_and_its_file(tmp_path: Path) -> None:
    path = tmp_path / "opt-outs.txt"
    path.write_text("ada\n", encoding="utf-8")

    services = build_services(read_settings({"OPT_OUT_FILE": str(path), "DENY_LOGINS": "bob"}), demo=True)
    replies = [await services.answers.answer(Login(login), wait=5) for login in ("ada", "bob")]
    await services.scorer.close()

    assert [reply.record.status for reply in replies] == ["opted-out", "opted-out"]
