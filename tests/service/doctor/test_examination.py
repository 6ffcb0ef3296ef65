"""Everything that is set up is examined with real requests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.doctor.examination import Examination
from service.doctor.findings import Finding, Level
from service.settings import read_settings
from tests.app_key import app_key
from tests.fakes import FakeClock
from tests.github_stub import GitHubStub
from tests.redis_server import RedisServer, free_port

APP = {"GITHUB_APP_ID": "4711", "GITHUB_APP_PRIVATE_KEY": app_key().private, "GITHUB_APP_INSTALLATION_ID": "7"}
SECRET = "ghp_hush0123456789"  # noqa: S105 - invented


@pytest.fixture
def stub(clock: FakeClock) -> Iterator[GitHubStub]:
    with GitHubStub(clock=clock) as running:
        running.apps.public_key = app_key().public
        running.apps.installations |= {7: "harbour-works", 8: "lighthouse"}
        running.token(SECRET).headers["x-oauth-scopes"] = ""
        yield running


def examined(stub: GitHubStub, **environ: str) -> list[Finding]:
    settings = read_settings({"GITHUB_API_URL": stub.url, **environ})
    return list(Examination(settings, stub.clock).findings())


def about(found: list[Finding], subject: str) -> list[str]:
    return [f"{each.level}: {each.text}" for each in found if each.subject == subject]


def test_one_token_without_scopes_is_all_well(stub: GitHubStub) -> None:
    found = examined(stub, GITHUB_TOKEN=SECRET)

    assert {each.level for each in found} == {Level.OK}
    assert about(found, "token 1") == [
        "ok: a classic personal access token of harbour-visitor.",
        "ok: what is left: GraphQL 5000 of 5000; REST 5000 of 5000; search 30 of 30.",
    ]
    assert about(found, "clock") == ["ok: it agrees with GitHub's."]


def test_every_token_is_examined_and_those_of_one_account_are_told(stub: GitHubStub) -> None:
    stub.token("ghp_old", refused=True)
    found = examined(stub, GITHUB_TOKENS=f"{SECRET},ghp_old,github_pat_x")

    assert about(found, "token 2") == ["wrong: GitHub does not know it (Bad credentials)."]
    assert about(found, "token 3")[0] == "ok: a fine-grained personal access token of harbour-visitor."
    assert about(found, "token 1, token 3") == [
        "advice: they are of one account (harbour-visitor) and share its budget."
    ]


def test_without_an_identity_the_free_budget_is_told(stub: GitHubStub) -> None:
    found = examined(stub)

    assert about(found, "identity") == ["advice: without a token few people can be looked at, and less closely."]
    assert about(found, "without a token") == ["ok: what is left: GraphQL 0 of 0; REST 60 of 60; search 10 of 10."]
    assert {request.token for request in stub.journal.requests} == {""}


def test_an_app_and_its_installations_are_examined(stub: GitHubStub) -> None:
    found = examined(stub, **APP | {"GITHUB_APP_INSTALLATION_ID": "7,8"})

    assert {each.level for each in found} == {Level.OK}
    assert about(found, "App 4711") == ["ok: GitHub knows it as Harbour App."]
    assert about(found, "installation 7")[0] == "ok: it gives tokens as harbour-visitor."
    assert len(about(found, "installation 8")) == 2


def test_permissions_that_are_not_needed_are_named(stub: GitHubStub) -> None:
    stub.apps.permissions = {"metadata": "read", "contents": "write"}

    assert "advice: it may change things (contents: write)." in about(examined(stub, **APP), "installation 7")


def test_an_installation_that_is_not_there_is_told_with_those_that_are(stub: GitHubStub) -> None:
    stub.apps.suspended.add(8)
    found = examined(stub, **APP | {"GITHUB_APP_INSTALLATION_ID": "8,9"})

    missing = next(each for each in found if each.subject == "installation 9")
    assert missing.level is Level.WRONG
    assert missing.remedy == "The App is installed as 7 (harbour-works), 8 (lighthouse)."
    assert "has been suspended" in about(found, "installation 8")[0]


def test_a_key_that_belongs_to_no_app_is_told_once(stub: GitHubStub) -> None:
    found = examined(stub, **APP | {"GITHUB_APP_PRIVATE_KEY": app_key(1).private})

    assert [each.level for each in found if each.subject.startswith(("App", "installation"))] == [Level.WRONG]


def test_an_enterprise_server_is_examined_by_both_of_its_apis(stub: GitHubStub) -> None:
    found = examined(stub, GITHUB_API_URL=f"{stub.url}/api/v3", GITHUB_TOKEN=SECRET)

    assert {each.level for each in found} == {Level.OK}
    assert stub.journal.routes == {"GET /rate_limit": 2, "POST /graphql": 1}


def test_an_address_of_pages_is_wrong_and_nothing_else_is_asked(stub: GitHubStub) -> None:
    stub.play("garbage", times=None)

    found = examined(stub, GITHUB_TOKEN=SECRET)

    assert found[0].level is Level.WRONG
    assert found[0].remedy.endswith(f"{stub.url}/api/v3.")
    assert len(stub.journal.requests) == 1


def test_a_github_that_is_down_is_no_answer(stub: GitHubStub) -> None:
    found = examined(stub, GITHUB_API_URL=f"http://127.0.0.1:{free_port()}", GITHUB_TOKEN=SECRET)

    assert (found[0].subject, found[0].level) == ("GITHUB_API_URL", Level.NO_ANSWER)
    assert "token 1" not in {each.subject for each in found}


@pytest.mark.redis
def test_the_redis_that_is_set_is_examined(stub: GitHubStub, redis_server: RedisServer) -> None:
    found = examined(stub, GITHUB_TOKEN=SECRET, REDIS_URL=redis_server.url)

    assert about(found, "REDIS_URL")[2] == "advice: it writes nothing down, and forgets opt-outs when it restarts."


def test_a_redis_that_is_silent_is_wrong_and_its_password_is_not_shown(stub: GitHubStub) -> None:
    found = examined(stub, GITHUB_TOKEN=SECRET, REDIS_URL=f"redis://:hush@127.0.0.1:{free_port()}/0")

    assert about(found, "REDIS_URL") == ["wrong: it does not answer."]
    assert "hush" not in repr(found)


def test_the_file_of_opt_outs_is_examined(stub: GitHubStub, tmp_path: Path) -> None:
    file = tmp_path / "opt-outs.txt"
    assert about(examined(stub, OPT_OUT_FILE=str(file)), "OPT_OUT_FILE") == [
        f"wrong: {file} cannot be read (FileNotFoundError)."
    ]

    file.write_text("ada\nbob\n", encoding="utf-8")
    assert about(examined(stub, OPT_OUT_FILE=str(file)), "OPT_OUT_FILE") == ["ok: people who are never asked about: 2."]


def test_no_secret_is_in_any_finding(stub: GitHubStub) -> None:
    stub.apps.permissions = {"metadata": "read", "issues": "write"}
    stub.token("ghp_old9876543210", refused=True)

    said = repr(examined(stub, **APP, GITHUB_TOKENS=f"{SECRET} ghp_old9876543210"))

    hidden = [SECRET, "ghp_old9876543210", app_key().private[100:140], *stub.apps.minted]
    assert stub.apps.minted
    assert [secret for secret in hidden if secret in said] == []
