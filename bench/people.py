"""Records as the service keeps them: of the demo's invented people, or of people with recorded histories."""

import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.histories import Histories
from service.demo.cast import CAST
from service.evidence import Evidence, parse_login
from service.record import Record, record_of_score
from service.scoring import score
from service.settings import Settings
from service.store.policy import dated
from service.wiring import build_parts

_BATCH = 10


def demo_records(now: datetime) -> list[Record]:
    """One for each invented person who has a score, as the service makes it."""
    parts = build_parts(Settings(), demo=True)
    logins = [parse_login(persona.login) for persona in CAST.personas]
    found = [
        outcome
        for i in range(0, len(logins), _BATCH)
        for outcome in parts.source.fetch(logins[i : i + _BATCH], now=now).values()
    ]
    parts.executor.shutdown()
    return [record_of(outcome, now) for outcome in found if isinstance(outcome, Evidence)]


def recorded_records(folder: Path, now: datetime) -> list[Record]:
    """One for each person with a commit in the window of recorded histories, moved so that the newest is now."""
    return [record_of(evidence, now) for evidence in Histories(folder, now - _newest(folder), now).evidence()]


def record_of(evidence: Evidence, now: datetime) -> Record:
    """A record with the times that the service would give it."""
    return dated(record_of_score(score(evidence, now=now), evidence.show), now, asked_per_day=5, left=None)


def _newest(folder: Path) -> datetime:
    with gzip.open(folder / "commits.jsonl.gz", "rt", encoding="utf-8") as lines:
        return max(datetime.fromisoformat(json.loads(row)["authoredDate"]).astimezone(UTC) for row in lines)


def many(records: Sequence[Record], count: int) -> Iterator[Record]:
    """So many records of different people, made from these in turn; no two are alike."""
    for i, record in zip(range(count), itertools.cycle(records), strict=False):
        login, later = f"{record.login}-{i}", timedelta(seconds=i)
        own = replace(record.score, login=login, user_id=i) if record.score else None
        yield replace(record, login=login, score=own, fresh_until=record.fresh_until + later)
