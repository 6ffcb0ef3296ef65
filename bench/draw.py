"""What the first drawing of a known score costs: from the stored record's bytes to the bytes of the badge.

CPU time in this process, medians of interleaved rounds; the floor is one `%` over the same SVG with three places in it.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from bench.peers import node_peers, python_peers
from bench.people import demo_records, many
from bench.report import Figure, machine, show, spread
from service.drawing import badge_of, card_of
from service.record import Record, decode, encode
from service.render.badge import Badge, draw
from service.render.card import draw_card
from service.render.card_look import CardLook
from service.render.look import Look, parse_look
from service.render.words import words

PEOPLE = 2000
LIMIT_US = 100.0
_PEERS_EVERY = 3

_ENGLISH = words("en")


@dataclass(frozen=True, slots=True)
class Person:
    """One stored person at each stage on the way to a badge."""

    stored: bytes
    record: Record
    badge: Badge


def person(record: Record) -> Person:
    """All stages of one record."""
    return Person(encode(record), record, badge_of(record, _ENGLISH, metric=None, label=None, stale=False))


def from_store(stored: bytes, look: Look) -> bytes:
    """What the service does for a badge that was not drawn before."""
    record = decode(stored)
    if record is None:
        raise SystemExit("a stored record could not be read")
    badge = badge_of(record, words(look.locale), metric=None, label=None, stale=False)
    return draw(badge, look).encode()


def one_format(people: Sequence[Person]) -> Callable[[Person], object]:
    """The floor: the first badge as a format with places for its three texts."""
    badge = people[0].badge
    shape = draw(badge).replace("%", "%%")
    for text in (badge.description, badge.title, badge.message):
        shape = shape.replace(text, "%s")
    places = shape.count("%s")
    return lambda one: (shape % ((one.badge.title,) * places)).encode()


def stages(people: Sequence[Person]) -> dict[str, Callable[[Person], object]]:
    """What is measured, by name."""
    plain, dressed = Look(), parse_look({"style": "for-the-badge", "theme": "dark", "locale": "ja", "logo": "github"})
    ordinary = parse_look({"theme": "auto", "style": "flat"})
    new_label = count()
    return {
        "floor": one_format(people),
        "all": lambda one: from_store(one.stored, ordinary),
        "read the record": lambda one: decode(one.stored),
        "say it": lambda one: badge_of(one.record, _ENGLISH, metric=None, label=None, stale=False),
        "draw it": lambda one: draw(one.badge, plain).encode(),
        "for-the-badge, dark, Japanese, logo": lambda one: from_store(one.stored, dressed),
        "with a label never seen": lambda one: draw(
            badge_of(one.record, _ENGLISH, metric=None, label=f"by {next(new_label)}", stale=False), plain
        ),
        "card": lambda one: draw_card(card_of(one.record, _ENGLISH, stale=False), CardLook()).encode(),
    }


def microseconds(do: Callable[[Person], object], people: Sequence[Person]) -> float:
    """CPU time for each person."""
    began = time.process_time_ns()
    for one in people:
        do(one)
    return (time.process_time_ns() - began) / len(people) / 1000


def measure(rounds: int) -> bool:
    """Print every figure; whether the limit holds."""
    people = [person(record) for record in many(demo_records(datetime.now(UTC)), PEOPLE)]
    found: dict[str, list[float]] = {}
    for i in range(rounds):
        for name, do in stages(people).items():
            found.setdefault(name, []).append(microseconds(do, people))
        if i % _PEERS_EVERY == 0:
            for name, value in (python_peers() | node_peers()).items():
                found.setdefault(name, []).append(value)
    floor = statistics.median(found.pop("floor"))
    whole = found.pop("all")
    held = show(Figure("first draw of a known score", statistics.median(whole), "us CPU", floor, LIMIT_US)).holds
    for name, values in found.items():
        show(Figure(f"  {name}", statistics.median(values), "us CPU", floor, note=spread(values)))
    return held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    print(f"drawing: {machine()}")
    measure(options.rounds)


if __name__ == "__main__":
    main()
