"""Golden files; `pytest tests/service/render --update-golden` writes them anew, for you to look at first."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[2] / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person who changed the drawing on purpose say so."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden instead of comparing with it")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares an SVG with its golden file, byte for byte."""
    update = request.config.getoption("--update-golden", default=False)

    def compare(name: str, svg: str) -> None:
        path = GOLDEN / f"{name}.svg"
        drawn = svg.encode() + b"\n"
        if update:
            path.write_bytes(drawn)
        assert path.read_bytes() == drawn, f"{path.name} is drawn differently; --update-golden writes it anew"

    return compare
