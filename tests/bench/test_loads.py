"""Which requests a mixed load makes, and the proxy that they go through."""

from itertools import islice
from pathlib import Path

import pytest

from bench.mixed import kinds, left_behind
from bench.replicas import CONFIGURATION, rendered


def test_a_mixed_load_is_mostly_hot_and_asks_nobody_else_twice() -> None:
    asked = list(islice(kinds(), 10_000))
    by_kind = {kind: [login for found, login in asked if found == kind] for kind in ("hot", "stale", "cold")}

    assert [len(by_kind[kind]) // 100 for kind in by_kind] == pytest.approx([90, 9, 1], abs=1)
    others = by_kind["stale"] + by_kind["cold"]
    assert len(set(others)) == len(others)
    assert not set(by_kind["hot"]) & set(others)


def test_more_of_anything_than_before_and_than_allowed_is_left_behind() -> None:
    before, after = {"serve": 1, "fetch": 1}, {"serve": 1, "fetch": 4, "wait": 2}

    assert left_behind(before, after, {"fetch": 4}) == {"wait": 2}


def test_the_proxys_own_configuration_is_used_with_other_addresses() -> None:
    text = rendered(CONFIGURATION.read_text(), 8170, ("127.0.0.1:1", "127.0.0.1:2"), Path("somewhere"))

    assert "listen 127.0.0.1:8170;" in text
    assert "server 127.0.0.1:1 " in text
    assert "server 127.0.0.1:2 " in text
    assert "web-1" not in text


def test_a_configuration_without_the_replicas_is_refused() -> None:
    with pytest.raises(ValueError, match="web-1:8000"):
        rendered("http {\nlisten 8080;\n}", 8170, ("a", "b"), Path("somewhere"))
