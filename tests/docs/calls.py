"""Which functions of ours are called, in the order in which they first are."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from tests.docs.documents import ROOT

_OURS = f"{ROOT}/"


@contextmanager
def recorded() -> Iterator[dict[tuple[str, str], int]]:
    """Path and name of every function called in this block, with its place in line.

    Of the threads that begin in it, those of an executor count; their names have an underscore and a number.
    """
    found: dict[tuple[str, str], int] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401 - as Python calls it
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(_OURS):
            found.setdefault((code.co_filename.removeprefix(_OURS), code.co_qualname), len(found))

    def begin(*_: object) -> None:
        executors = re.fullmatch(r"[a-z]+_\d+", threading.current_thread().name)
        sys.setprofile(note if executors else None)

    before = sys.getprofile()
    threading.setprofile(begin)
    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
