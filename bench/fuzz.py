"""Does anything that a client can send break the service: schemathesis by the API's own description, and raw bytes.

Nothing may be answered with a 5xx of ours, hang, or leave a traceback in the log, and afterwards the service is as it
was: the same badge, byte by byte, and no more memory than its caches may take.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.hostile import send_all
from bench.program import Program, end, get, launch, serve_command, wait_for
from bench.report import Figure, machine, show
from bench.simulator import free_port
from service.web.state import DRAWING_BYTES, RASTER_BYTES

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
GENEROUS = {"REFRESHES": "1000000/second", "FIRST_LOOKS": "1000000/second"}
"""Settings under which the limits of a client do not keep a test from what is behind them."""
_BADGE = "/badge/daily-dana.svg"
_MEBIBYTE = 1024 * 1024
_BOUND = DRAWING_BYTES / _MEBIBYTE + RASTER_BYTES / _MEBIBYTE + 64
_GENERATED = re.compile(r"(\d+) generated")
_OPERATIONS = 4
"""Operations that have parameters; the others are one case each."""


def schema_command(url: str, examples: int, seed: int) -> list[str | Path]:
    """The command that runs schemathesis with every check against the description at an address."""
    program = Path(sys.executable).with_name("st")
    options = ("--checks", "all", "--continue-on-failure", "--max-examples", str(examples), "--seed", str(seed))
    return [program, "--config-file", CONFIGURATION, "--no-color", "run", f"{url}/openapi.json", *options]


def run_schema(url: str, cases: int, seed: int, folder: Path) -> tuple[int, bool]:
    """Run at least so many cases: how many there were, and whether all checks passed."""
    ran = 0
    while ran < cases:
        examples = max(50, (cases - ran) // _OPERATIONS + 1)
        command = schema_command(url, examples, seed)
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        found = _GENERATED.search(done.stdout)
        if done.returncode or found is None:
            print(done.stdout + done.stderr)
            return ran, False
        ran += int(found[1])
        seed += 1
    return ran, True


def faults_in(lines: Iterable[str]) -> list[str]:
    """The lines of a log that a service which is only asked oddly does not write."""
    found = []
    for line in lines:
        told = json.loads(line)
        if told["level"] in {"error", "critical"} or "exception" in told or told.get("status", 0) in {500, 502, 504}:
            found.append(line)
    return found


@contextmanager
def logging_service(log: Path) -> Iterator[Program]:
    """The demo on a port of its own; what it logs is in a file."""
    port = free_port()
    with log.open("wb") as written:
        process = launch(serve_command(port, "--demo"), GENEROUS, stderr=written)
        try:
            program = Program(f"http://127.0.0.1:{port}", process)
            wait_for(f"{program.url}/healthz", process)
            yield program
        finally:
            end(process)


def _badge(program: Program) -> bytes:
    get(program.url + _BADGE)
    return get(program.url + _BADGE)


def measure(cases: int, requests: int, seed: int) -> bool:
    """Print what was found; whether nothing was."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "log"
        with logging_service(log) as program:
            badge, before = _badge(program), program.usage().resident_bytes
            ran, passed = run_schema(program.url, cases, seed, folder)
            held = show(Figure("schemathesis: failed runs", int(not passed), "", limit=0, note=f"{ran} cases")).holds
            sent = asyncio.run(send_all(program.url, seed, requests))
            note = f"{requests} raw requests, answers {dict(sorted(sent.statuses.items()))}"
            held &= show(Figure("raw requests: 5xx or no answer", len(sent.faults), "", limit=0, note=note)).holds
            print("".join(f"  {fault}\n" for fault in sent.faults[:20]), end="")
            changed = int(_badge(program) != badge)
            held &= show(Figure("afterwards: other badge", changed, "", limit=0)).holds
            grown = (program.usage().resident_bytes - before) / _MEBIBYTE
            held &= show(Figure("afterwards: memory", grown, "MiB more", limit=_BOUND)).holds
        faults = faults_in(log.read_text(encoding="utf-8").splitlines())
        held &= show(Figure("log: errors and tracebacks", len(faults), "lines", limit=0)).holds
        print("".join(f"  {fault}\n" for fault in faults[:5]), end="")
    return held


def main() -> None:
    """Print the table; exit code 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000, help="of schemathesis, at least")
    parser.add_argument("--requests", type=int, default=20_000, help="raw ones")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"fuzz, seed {options.seed}: {machine()}")
    sys.exit(0 if measure(options.cases, options.requests, options.seed) else 1)


if __name__ == "__main__":
    main()
