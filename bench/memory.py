"""What a hundred thousand stored people take: the growth of a fresh process, beside the bare bytes of their records.

Every one is stored, and then asked for once as an image would, so that what is counted about people is in it too.
Then what is bounded by bytes, filled twice over: the growth beside the bound that was set.
"""

import argparse
import asyncio
import base64
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.people import many
from bench.program import usage_of
from bench.report import Figure, machine, show
from service.drawing import badge_of
from service.errors import GitHubDown, UnknownLogin
from service.evidence import Login, Outcome
from service.record import Record, decode, encode, record_of_error
from service.render.badge import draw
from service.render.words import words
from service.scorer import Scorer
from service.settings import Settings
from service.store.memory import MemoryStore
from service.web.drawings import Drawings, drawing_of
from service.web.server import build_store
from service.web.state import DRAWING_BYTES
from service.wiring import utc_now

PEOPLE = 100_000
LIMIT_MB = 300.0
BOUND, OF_BOUND = 64 * 1024 * 1024, 1.2
_MEGABYTE = 1e6


class Nobody:
    """A source that is never needed: everybody is stored."""

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:  # noqa: ARG002 - a protocol
        """Nothing is known of anybody."""
        return {login: GitHubDown("Nobody is asked here.") for login in logins}

    def renamed(self, user_id: int) -> Login | None:  # noqa: ARG002 - as above
        """Nor of anybody's former names."""
        return None


def resident() -> float:
    """Megabytes of this process."""
    folder = Path("/proc/self")
    return usage_of((folder / "stat").read_text(), (folder / "status").read_text()).resident_bytes / _MEGABYTE


async def fill(records: Sequence[Record], people: int) -> dict[str, float]:
    """Store people and ask for each; megabytes at each step."""
    store = build_store(Settings(), demo=False)
    scorer = Scorer(Nobody(), store, ThreadPoolExecutor(1), clock=utc_now)
    found = {"before": resident(), "bare": 0.0}
    for record in many(records, people):
        await store.put(Login(record.login), record)
        found["bare"] += len(encode(record)) / _MEGABYTE
    found["stored"] = resident()
    for record in many(records, people):
        await scorer.answer(Login(record.login), wait=0)
    found["asked"] = resident()
    found["kept"] = len(store) if isinstance(store, MemoryStore) else 0
    return found


async def fill_bounded(records: Sequence[Record], bound: int) -> dict[str, float]:
    """Put twice as much into a bounded store as fits; the growth in megabytes."""
    store, before = MemoryStore(bound), resident()
    for put, record in enumerate(many(records, sys.maxsize)):
        await store.put(Login(record.login), record)
        if put > 2 * len(store):
            break
    return {"grown": resident() - before, "kept": len(store)}


async def fill_drawings(records: Sequence[Record], bound: int) -> dict[str, float]:
    """Draw twice as many badges as fit; the growth in megabytes."""
    drawings, before = Drawings(bound), resident()
    for i, record in enumerate(many(records, sys.maxsize)):
        body = draw(badge_of(record, words("en"), metric=None, label=None, stale=False)).encode()
        headers = {f"Header-Number-{j}": f"a usual value {i}" for j in range(8)}
        key = (f"/badge/{record.login}.svg".encode(), f"label={i}".encode())
        drawings[key] = drawing_of(Login(record.login), body, headers, f'"{i:024}"', 0.0)
        if i > 2 * len(drawings):
            break
    return {"grown": resident() - before, "kept": len(drawings)}


def not_found(records: Sequence[Record]) -> list[Record]:
    """The smallest records there are."""
    return [
        record_of_error(record.login, UnknownLogin("There is nobody of this name."), utc_now()) for record in records
    ]


_FILLS: dict[str, Callable[[Sequence[Record], int], Coroutine[None, None, dict[str, float]]]] = {
    "people": fill,
    "scores": fill_bounded,
    "unknown": lambda records, bound: fill_bounded(not_found(records), bound),
    "drawings": fill_drawings,
}


def sample(histories: Path | None) -> list[Record]:
    """People whose records are like those of real ones."""
    from bench.people import demo_records, recorded_records  # noqa: PLC0415 - the measured process does without

    now = datetime.now(UTC)
    return recorded_records(histories, now) if histories else demo_records(now)


def in_fresh_process(kind: str, records: Sequence[Record], size: int) -> dict[str, float]:
    """Fill something in a process that did nothing else before."""
    command = [sys.executable, "-m", "bench.memory", "--fill", kind, "--size", str(size)]
    given = json.dumps([base64.b64encode(encode(record)).decode() for record in records])
    found: dict[str, float] = json.loads(subprocess.check_output(command, input=given, text=True))
    return found


def measure(histories: Path | None, people: int) -> bool:
    """Print every figure; whether the limits hold."""
    records = sample(histories)
    found = in_fresh_process("people", records, people)
    whose = "recorded" if histories else "invented"
    note = f"{found['kept']:.0f} kept, {found['bare'] * 1e6 / people:.0f} bytes each ({whose} people)"
    stored, asked = (found[name] - found["before"] for name in ("stored", "asked"))
    show(Figure(f"{people} people stored: growth", stored, "MB", found["bare"], LIMIT_MB, note=note))
    held = show(Figure("  and each asked for once", asked, "MB", found["bare"], LIMIT_MB)).holds
    show(Figure("  the whole process", found["asked"], "MB", found["before"], note="floor: before the first person"))
    for kind, bound in (("scores", BOUND), ("unknown", BOUND), ("drawings", DRAWING_BYTES)):
        full = in_fresh_process(kind, records, bound)
        bounded = Figure(f"  full of {kind}", full["grown"], "MB", bound / _MEGABYTE, OF_BOUND, of_floor=True)
        held &= show(replace(bounded, note=f"floor: the bound; {full['kept']:.0f} kept")).holds
    return held and found["kept"] == people


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=Path, help="recorded histories; without them the demo's people")
    parser.add_argument("--size", type=int, default=PEOPLE, help="how many people")
    parser.add_argument("--fill", choices=_FILLS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        given = [decode(base64.b64decode(text)) for text in json.load(sys.stdin)]
        filled = _FILLS[options.fill]([record for record in given if record], options.size)
        print(json.dumps(asyncio.run(filled)))
        return
    print(f"memory: {machine()}")
    measure(options.histories, options.size)


if __name__ == "__main__":
    main()
