"""From a persona's story to the changes they made: whose, where, when, of which files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto

from service.demo.places import Place
from service.demo.records import Account, FileChange, Signature
from service.demo.story import Reviewing, Work


class Landing(Enum):
    """How a change reaches the default branch."""

    PUSHED = auto()
    SQUASHED = auto()
    MERGED = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of a change, before it has a hash and parents."""

    authored: datetime
    headline: str
    files: tuple[FileChange, ...]
    co_authors: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A day's work by one author in one place.

    Attributes:
        merged_by: who pressed the button; None if it was pushed.
        reviewer: who looked at it before it was merged.
    """

    place: Place
    author: Account
    steps: tuple[Step, ...]
    landing: Landing = Landing.PUSHED
    merged_by: Account | None = None
    reviewer: Account | None = None

    @property
    def landed(self) -> datetime:
        """When it reached the default branch: pushed at once, merged in the afternoon."""
        last = self.steps[-1].authored
        return last if self.landing is Landing.PUSHED else last + timedelta(hours=3, minutes=10)


def worked(work: Work, place: Place, author: Account, colleague: Account, today: date) -> Iterator[Change]:
    """A persona's own changes, one for each working day."""
    landing = Landing.SQUASHED if work.squashed else Landing.MERGED
    for day in work.rhythm.days(today):
        every = work.pull_request_every
        steps = _script_steps(work, author, day) if work.script else _steps(work, place, author, day)
        if every and day.toordinal() % every == 0:
            merged_by = author if day.toordinal() // every % 2 else colleague
            yield Change(place, author, steps, landing, merged_by)
        else:
            yield Change(place, author, steps)


def reviewed(
    reviewing: Reviewing, place: Place, reviewer: Account, colleague: Account, today: date
) -> Iterator[Change]:
    """Colleagues' pull requests that a persona reviewed, and some of them merged."""
    span = reviewing.oldest - reviewing.youngest
    for i in range(reviewing.count):
        day = today - timedelta(days=reviewing.oldest - span * i // max(1, reviewing.count - 1))
        # Nobody reviews on a weekend; the Friday before is no younger.
        day -= timedelta(days=max(0, day.weekday() - 4))
        steps = (_step(place, colleague, day, 90 + i),)
        merged_by = reviewer if i < reviewing.merges else colleague
        yield Change(place, colleague, steps, Landing.SQUASHED, merged_by, reviewer)


def _steps(work: Work, place: Place, author: Account, day: date) -> tuple[Step, ...]:
    count = 1 + (day.toordinal() + author.number) % 3
    assistant = work.assistant if day.toordinal() % 3 else ""
    return tuple(_step(place, author, day, k, assistant) for k in range(count))


def _step(place: Place, author: Account, day: date, k: int, assistant: str = "") -> Step:
    seed = day.toordinal() + author.number + 5 * k
    part = place.part(seed)
    word = place.words[(day.toordinal() // 2 + author.number + k) % len(place.words)]
    paths = place.layout[k % 2 :] if len(place.layout) > 1 else place.layout
    return Step(
        _moment(author, day, k),
        f"{word} {part.replace('_', ' ')}",
        tuple(_file(path.format(part=part), seed + i) for i, path in enumerate(paths)),
        _signature(assistant) if assistant else (),
    )


def _script_steps(work: Work, author: Account, day: date) -> tuple[Step, ...]:
    lines = FileChange(work.script, 12, 12)
    return (Step(_moment(author, day, 0), f"Update {work.script} for {day:%Y-%m-%d}", (lines,)),)


def _moment(author: Account, day: date, k: int) -> datetime:
    """Between eight and noon, each author at their own minute."""
    morning = datetime.combine(day, time(8, author.number % 60), UTC)
    return morning + timedelta(minutes=70 * (k % 3), seconds=k)


def _file(path: str, seed: int) -> FileChange:
    return FileChange(path, 3 + seed * 37 % 61, seed * 17 % 29, "added" if seed % 11 == 0 else "modified")


def _signature(trailer: str) -> tuple[Signature, ...]:
    name, _, email = trailer.rstrip(">").partition(" <")
    return (Signature(name, email),)
