"""deploy/alerts.yml speaks of metrics, labels and words that exist."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service import errors
from service.errors import Status
from service.settings import read_settings
from service.web.server import build_services

PATH = Path(__file__).parents[2] / "deploy" / "alerts.yml"
RULES: list[dict[str, Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))["groups"][0]["rules"]
_SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}
_SELECTED = re.compile(r'(still_engineering_\w+)(?:\{(\w+)=~?"([^"]*)"\})?')
_WORDS = {
    "error": {name for name, _ in inspect.getmembers(errors, inspect.isclass)},
    "how": {"fresh", "stale", "miss", "late"},
    "resource": {"graphql", "core"},
}


@pytest.fixture(scope="module")
def exported() -> set[str]:
    """The names of all samples that a service can export."""
    text = build_services(read_settings({}), demo=True).metrics.text().decode()
    types = (line.split()[2:4] for line in text.splitlines() if line.startswith("# TYPE still_engineering_"))
    return {name + suffix for name, kind in types for suffix in _SUFFIXES[kind]}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_every_metric_of_a_rule_is_exported(rule: dict[str, Any], exported: set[str]) -> None:
    named = {name for name, _, _ in _SELECTED.findall(rule["expr"])}

    assert named or rule["expr"].startswith("up{")
    assert named <= exported


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_every_word_of_a_selector_is_one_that_the_service_uses(rule: dict[str, Any]) -> None:
    for name, label, pattern in _SELECTED.findall(rule["expr"]):
        words = set(pattern.split("|")) - {""}
        if label == "status" and name == "still_engineering_images_total":
            assert words <= set(Status)
        elif label and label != "status":
            assert words <= _WORDS[label]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_every_rule_says_what_is_the_matter_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert re.fullmatch(r"\d+[mh]", rule["for"])
    assert all(len(rule["annotations"][name]) > 30 for name in ("summary", "action"))


def test_alerts_have_names_of_their_own() -> None:
    assert len({rule["alert"] for rule in RULES}) == len(RULES) >= 8


def test_a_metric_that_nobody_exports_would_be_noticed(exported: set[str]) -> None:
    assert "still_engineering_images_total" in exported
    assert "still_engineering_nothing_total" not in exported
