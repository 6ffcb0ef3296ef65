"""`still-engineering doctor`, as a person at a terminal meets it."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.settings import Settings
from tests.github_stub import GitHubStub
from tests.redis_server import free_port

NO_SETTINGS = {str(field.alias): None for field in Settings.model_fields.values()}


def doctor(*arguments: str, **environment: str) -> Result:
    """Run the program in this process, with these variables and no others of its own."""
    return CliRunner().invoke(main, ["doctor", *arguments], env={**NO_SETTINGS, **environment})


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub() as running:
        yield running


def test_all_well_is_exit_code_0(stub: GitHubStub) -> None:
    result = doctor(GITHUB_API_URL=stub.url, GITHUB_TOKEN="github_pat_x")  # noqa: S106 - invented

    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "All is well."
    assert "ok         token 1: a fine-grained personal access token of harbour-visitor." in result.output


def test_something_worth_doing_is_exit_code_1(stub: GitHubStub) -> None:
    result = doctor(GITHUB_API_URL=stub.url)

    assert result.exit_code == 1
    assert "advice     identity: " in result.output


def test_a_wrong_setting_is_exit_code_2(stub: GitHubStub) -> None:
    stub.token("ghp_old", refused=True)

    assert doctor(GITHUB_API_URL=stub.url, GITHUB_TOKEN="ghp_old").exit_code == 2  # noqa: S106 - invented


def test_settings_that_stop_the_start_are_told_in_the_same_way() -> None:
    result = doctor("--json", GITHUB_APP_ID="4711")

    assert result.exit_code == 2
    [finding] = json.loads(result.output)["findings"]
    assert finding["subject"] == "GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID"
    assert finding["level"] == "wrong"


def test_a_github_out_of_reach_is_exit_code_3() -> None:
    result = doctor("--json", GITHUB_API_URL=f"http://127.0.0.1:{free_port()}", GITHUB_TOKEN="ghp_x")  # noqa: S106 - invented

    assert result.exit_code == 3
    assert json.loads(result.output)["exit_code"] == 3
