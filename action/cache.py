"""A folder that lives from run to run, for actions/cache: records of people, and the files of commits.

A commit never changes, so its files are kept for good. Somebody's record is only good for a day: it saves what a run
had already paid for when it is repeated, or when the one before it ran out of budget. A cache that cannot be read is
an empty one.
"""

import gzip
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from service.errors import Status
from service.evidence import Login, monday
from service.model import MODEL
from service.record import Record, decode, encode

_VERSION = "v1"
_DAY = timedelta(hours=20)
_HOLDS = {
    Status.NOT_FOUND: timedelta(days=6),
    Status.ORGANISATION: timedelta(days=6),
    Status.BOT: timedelta(days=6),
    Status.OPTED_OUT: timedelta(days=27),
}
"""For how long a record is good; whoever is not in this table, for a day. All are shorter than whole weeks."""
_KEPT = timedelta(days=30)
_MOST_COMMITS = 100_000


@dataclass(slots=True)
class Cache:
    """The folder; without one, a memory that ends with the run.

    Attributes:
        viewer: the account behind the token. What one token sees is not shown by another.
        files: the paths of commits by hash; safe to share between threads, as every `dict` is.
    """

    folder: Path | None
    viewer: str
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _commits_at_start: int = 0
    _forgotten: set[Login] = field(default_factory=set)

    @classmethod
    def open(cls, folder: Path | None, viewer: str) -> "Cache":
        """Open a cache, with the commits that are in it."""
        place = folder / f"{_VERSION}-{viewer.lower().replace('[bot]', '')}" if folder else None
        files = _read_files(place / "commits.json.gz") if place else {}
        return cls(place, viewer, files, len(files))

    def remembered(self, logins: Iterable[Login], now: datetime) -> dict[Login, Record]:
        """What is known of these people and still good."""
        return {login: record for login in logins if (record := self.fresh(login, now))}

    def fresh(self, login: Login, now: datetime) -> Record | None:
        """What is known of somebody, if it is still good."""
        record = None if login in self._forgotten else self._read(login)
        if record is None or record.login.lower() != login or record.observed_at > now:
            return None
        if record.score and (
            record.score.model_version != MODEL.version or monday(record.observed_at.date()) != monday(now.date())
        ):
            return None
        return record if now - record.observed_at < _HOLDS.get(record.status, _DAY) else None

    def looked_at(self, login: Login) -> float:
        """When somebody was last looked at (seconds since 1970), 0 for never."""
        path = self._path(login)
        try:
            return path.stat().st_mtime if path else 0.0
        except OSError:
            return 0.0

    def put(self, login: Login, record: Record) -> None:
        """Remember somebody; a folder that cannot be written to does not stop the run."""
        path = self._path(login)
        self._forgotten.discard(login)
        if path:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                _replace(path, encode(record))

    def forget(self, logins: Iterable[Login]) -> str:
        """Remove everything about these people, and use nothing of it; returns why something stays, or nothing."""
        reason = ""
        for login in logins:
            self._forgotten.add(login)
            path = self._path(login)
            try:
                if path:
                    path.unlink(missing_ok=True)
            except OSError as error:
                reason = error.strerror or type(error).__name__
        return reason

    def close(self, now: datetime) -> None:
        """Write the commits, and remove people that nobody has asked about for a month."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            if len(self.files) != self._commits_at_start:
                newest = dict(list(self.files.items())[-_MOST_COMMITS:])
                _replace(self.folder / "commits.json.gz", gzip.compress(json.dumps(newest).encode(), 6, mtime=0))
            for path in (self.folder / "people").glob("*.json.z"):
                if path.stat().st_mtime < (now - _KEPT).timestamp():
                    path.unlink(missing_ok=True)

    def _read(self, login: Login) -> Record | None:
        path = self._path(login)
        try:
            return decode(path.read_bytes()) if path else None
        except OSError:
            return None

    def _path(self, login: Login) -> Path | None:
        return self.folder / "people" / f"{login}.json.z" if self.folder else None


def _read_files(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        oid: tuple(paths)
        for oid, paths in found.items()
        if isinstance(paths, list) and all(isinstance(name, str) for name in paths)
    }


def _replace(path: Path, data: bytes) -> None:
    """Write a file in one go, so that a run that is cancelled leaves the old one or the new one."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
