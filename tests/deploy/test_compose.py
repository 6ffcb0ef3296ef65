"""compose.yaml: what stands beside the service, and what none of it may do."""

import re
from typing import Any

import pytest
import yaml

from service.settings import Settings, read_settings
from tests.deploy.checks import fits
from tests.deploy.dockerfile import ROOT, stages

TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
REPLICAS = [name for name in SERVICES if name.startswith("web-")]
ANY = pytest.mark.parametrize("name", SERVICES)


def test_it_fits_the_schema_of_compose() -> None:
    assert fits("compose-spec", "compose.yaml") == ""


@ANY
def test_a_container_may_do_nothing_that_it_need_not(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(service)
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "/tmp" in service["tmpfs"]  # noqa: S108 - a container's own


@ANY
def test_a_container_does_not_run_as_root(name: str) -> None:
    user = SERVICES[name].get("user") or stages()[-1].one("USER")

    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)


@ANY
def test_a_container_says_whether_it_is_well(name: str) -> None:
    inherited = bool(stages()[-1].all("HEALTHCHECK"))

    assert "healthcheck" in SERVICES[name] or (name in REPLICAS and inherited)


@ANY
def test_an_image_from_elsewhere_has_a_version(name: str) -> None:
    assert name in REPLICAS or re.search(r":\d", SERVICES[name]["image"])


def test_only_the_proxy_can_be_reached_and_only_the_replicas_reach_redis() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert yaml.safe_load(TEXT)["networks"]["store"] == {"internal": True}
    assert [name for name in SERVICES if "store" in SERVICES[name]["networks"]] == [*REPLICAS, "redis"]


def test_the_replicas_variables_are_settings_and_the_empty_ones_count_as_absent() -> None:
    given = SERVICES["web-1"]["environment"]
    ours = {field.alias for field in Settings.model_fields.values()}
    empty = {name: "" for name, value in given.items() if value == f"${{{name}:-}}"}

    assert set(given) - ours == {"FORWARDED_ALLOW_IPS"}  # the server's own
    assert read_settings(empty) == read_settings({})


def test_no_secret_stands_in_the_file() -> None:
    secrets = {name: value for name, value in SERVICES["web-1"]["environment"].items() if "TOKEN" in name}

    assert secrets == {name: f"${{{name}:-}}" for name in secrets}
    assert not re.search(r"gh[pousr]_|github_pat_|redis://[^/]*@", TEXT)


def test_opt_outs_outlive_the_least_used_scores() -> None:
    command = " ".join(SERVICES["redis"]["command"])

    assert "--maxmemory-policy volatile-" in command
    assert "--appendonly yes" in command
    assert SERVICES["redis"]["volumes"] == ["redis:/data"]
