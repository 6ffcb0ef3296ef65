"""What several processes tell together; prometheus_client chooses how when it is first imported, so these are real."""

import os
import subprocess
import sys
from pathlib import Path

from service.web.metrics import MULTIPROCESS

_TELLS = """
import sys
from service.web.metrics import Metrics

left = [float(word) if word != "?" else None for word in sys.argv[1].split()]
metrics = Metrics()
metrics.gauge("left_ratio", "What is left.", lambda: left.pop(0), together="mostrecent", unknown=-1)
metrics.gauge("waiting_logins", "Who waits.", lambda: 3, together="livesum")
while left:
    text = metrics.text().decode()
print(*(line for line in text.splitlines() if line.startswith("still_engineering_")), sep=chr(10))
"""


def told(folder: Path, left: str) -> list[str]:
    """The gauges, as a new process shows them that reads these values one after the other; "?" is unknown."""
    environment = {**os.environ, MULTIPROCESS: str(folder)}
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _TELLS, left], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    names = ("still_engineering_left_ratio", "still_engineering_waiting_logins")
    return [line.removeprefix("still_engineering_") for line in run.stdout.splitlines() if line.startswith(names)]


def test_a_process_that_knows_nothing_yet_does_not_hide_what_another_knows(tmp_path: Path) -> None:
    told(tmp_path, "0.4")

    assert "left_ratio 0.4" in told(tmp_path, "?")


def test_what_no_process_knows_is_shown_as_unknown(tmp_path: Path) -> None:
    assert "left_ratio -1.0" in told(tmp_path, "?")


def test_what_is_no_longer_known_is_shown_as_unknown(tmp_path: Path) -> None:
    assert "left_ratio -1.0" in told(tmp_path, "0.4 ?")


def test_what_changed_last_counts(tmp_path: Path) -> None:
    told(tmp_path, "0.4")

    assert "left_ratio 0.2" in told(tmp_path, "? 0.2")


def test_nobody_waits_in_a_process_that_has_ended(tmp_path: Path) -> None:
    told(tmp_path, "0.4")

    assert "waiting_logins 3.0" in told(tmp_path, "0.4")


def test_one_process_alone_shows_what_it_does_not_know() -> None:
    environment = {name: value for name, value in os.environ.items() if name != MULTIPROCESS}
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _TELLS, "?"], env=environment, capture_output=True, text=True, check=True, timeout=60
    )

    assert "still_engineering_left_ratio -1.0" in run.stdout.splitlines()
