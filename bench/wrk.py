"""Load from wrk where it is installed, from our own client in a process of its own where it is not."""

import asyncio
import re
import shutil
import subprocess
import sys
import time

from bench.client import ask_all

CONNECTIONS = 32
_DONE = re.compile(r"(\d+) requests in")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*")


def requests_in(output: str) -> int:
    """How many requests wrk says were answered.

    Raises:
        ValueError: some were not answered well, so the figure would mean nothing.
    """
    found = _DONE.search(output)
    if found is None or _BAD.search(output):
        raise ValueError(f"wrk was not answered well: {output}")
    return int(found[1])


def load(url: str, path: str, seconds: float, header: str = "") -> int:
    """Ask for a path for so many seconds; how many answers there were."""
    wrk = shutil.which("wrk")
    if wrk is None:
        ours = [sys.executable, "-m", "bench.wrk", url, path, str(seconds), header]
        return int(subprocess.run(ours, capture_output=True, text=True, check=True).stdout)
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", url + path]
    if header:
        command[1:1] = ["-H", header]
    return requests_in(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _ours(url: str, path: str, seconds: float, header: str) -> int:
    name, _, value = header.partition(": ")
    headers = {name: value} if header else None
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until:
        answers = asyncio.run(ask_all(url, [path] * 500, at_once=CONNECTIONS, headers=headers))
        done += sum(answer.status in {200, 304} for answer in answers)
    return done


if __name__ == "__main__":
    print(_ours(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]))
