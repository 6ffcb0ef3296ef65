"""Whether a Redis keeps what must not be lost: people who opted out; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.doctor.findings import Finding, advice, ok, wrong

SUBJECT = "REDIS_URL"


class Silence(StrEnum):
    """Why Redis could not be asked."""

    UNREACHABLE = "it does not answer."
    REFUSED = "it refuses this user or password."
    NOT_INSTALLED = "the library for it is not installed."


_REMEDIES = {
    Silence.UNREACHABLE: "Start it or put the address right; without it nobody knows who opted out.",
    Silence.REFUSED: "Put user and password of the address right.",
    Silence.NOT_INSTALLED: "Install the program with its extra `server`.",
}


@dataclass(frozen=True, slots=True)
class RedisFacts:
    """What Redis says of itself; None where it does not.

    Attributes:
        maxmemory: bytes; 0 means no limit.
        policy: what is removed when memory is full.
        log: whether every write goes to the append-only file.
        snapshots: whether snapshots are written now and then.
    """

    version: str
    maxmemory: int | None
    policy: str | None
    log: bool | None
    snapshots: bool | None


def judge_redis(facts: RedisFacts | Silence) -> Iterator[Finding]:
    """All there is to say about it."""
    if isinstance(facts, Silence):
        yield wrong(SUBJECT, facts, _REMEDIES[facts])
        return
    yield ok(SUBJECT, f"Redis {facts.version} answers.")
    yield _eviction(facts)
    yield _persistence(facts)


def _eviction(facts: RedisFacts) -> Finding:
    """Opt-outs never expire and scores do, so only what expires may be removed.

    https://redis.io/docs/latest/develop/reference/eviction/
    """
    policy = facts.policy
    remedy = "Set maxmemory-policy to volatile-lru."
    if policy is None:
        return advice(SUBJECT, "it does not tell its maxmemory-policy.", "Make sure that it is volatile-lru.")
    if policy.startswith("allkeys"):
        return wrong(SUBJECT, f"with maxmemory-policy {policy} it may forget people who opted out.", remedy)
    if policy == "noeviction" and facts.maxmemory:
        return advice(SUBJECT, "with maxmemory-policy noeviction it takes nothing more when it is full.", remedy)
    if not facts.maxmemory:
        return ok(SUBJECT, f"its memory has no limit (maxmemory-policy {policy}).")
    return ok(SUBJECT, f"when full it removes only what would expire (maxmemory-policy {policy}).")


def _persistence(facts: RedisFacts) -> Finding:
    """https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/."""
    if facts.log:
        return ok(SUBJECT, "it writes down every change, so that opt-outs outlive it.")
    remedy = "Set appendonly to yes, or keep opt-outs in OPT_OUT_FILE."
    if facts.log is None or facts.snapshots is None:
        return advice(SUBJECT, "it does not tell whether it writes anything down.", remedy)
    if facts.snapshots:
        return advice(SUBJECT, "it writes snapshots only, and loses the latest opt-outs when it fails.", remedy)
    return advice(SUBJECT, "it writes nothing down, and forgets opt-outs when it restarts.", remedy)
