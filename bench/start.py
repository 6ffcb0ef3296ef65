"""How long from the command to the first answer: invented people, and a token with a GitHub that answers at once.

The floor is Python with a bare application under the same server.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.floor import ANSWER
from bench.program import end, launch, serve_command, wait_for
from bench.report import Figure, machine, show, spread
from bench.simulator import free_port, simulator

LIMIT_SECONDS = 2.0
_NOBODY = "http://127.0.0.1:9"
"""The discard port: connections are refused."""

_Start = Callable[[], float]


def seconds(command: Callable[[int], list[str | Path]], environment: Mapping[str, str], path: str) -> float:
    """From starting a program to its first good answer for a path."""
    port = free_port()
    began = time.perf_counter()
    process = launch(command(port), {"LOG_LEVEL": "error", **environment})
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        return time.perf_counter() - began
    finally:
        end(process)


def starts(github: str, login: str) -> dict[str, _Start]:
    """What is started, by name."""
    token = {"GITHUB_TOKEN": "ghp_start", "GITHUB_API_URL": github}
    bare = {ANSWER: '{"headers": [], "body": ""}'}
    return {
        "floor": lambda: seconds(lambda port: [sys.executable, "-m", "bench.floor", str(port)], bare, "/"),
        "demo, first badge": lambda: seconds(lambda port: serve_command(port, "--demo"), {}, "/badge/daily-dana.svg"),
        "with a token, alive": lambda: seconds(serve_command, token, "/healthz"),
        "with a token, first badge": lambda: seconds(serve_command, token, f"/badge/{login}.svg"),
    }


def measure(rounds: int, github: str, login: str) -> bool:
    """Print every figure; whether the limit holds."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, start in starts(github, login).items():
            found.setdefault(name, []).append(start())
    floor = statistics.median(found.pop("floor"))
    figures = [
        Figure(f"start: {name}", statistics.median(values), "s", floor, LIMIT_SECONDS, note=spread(values))
        for name, values in found.items()
    ]
    return all([show(figure).holds for figure in figures])  # noqa: C419 - every line is printed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--histories", type=Path)
    parser.add_argument("--simulator", type=Path, help="its folder; without it nobody answers for GitHub")
    parser.add_argument("--python", type=Path)
    options = parser.parse_args()
    print(f"start: {machine()}")
    if options.simulator is None:
        measure(options.rounds, _NOBODY, "octocat")
        return
    with simulator(options.python, options.simulator, options.histories, ("--clone-users", "10")) as url:
        measure(options.rounds, url, "mc-00001")


if __name__ == "__main__":
    main()
