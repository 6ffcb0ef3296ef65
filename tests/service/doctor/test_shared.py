"""A Redis must not forget people who opted out."""

from dataclasses import replace

import pytest

from service.doctor.findings import Level
from service.doctor.shared import RedisFacts, Silence, judge_redis

GOOD = RedisFacts("8.2.1", maxmemory=512, policy="volatile-lru", log=True, snapshots=True)


def graver(facts: RedisFacts) -> list[tuple[Level, str]]:
    """What is not well."""
    return [
        (found.level, f"{found.text} {found.remedy}") for found in judge_redis(facts) if found.level is not Level.OK
    ]


@pytest.mark.parametrize(
    "facts",
    [
        GOOD,
        replace(GOOD, policy="volatile-ttl"),
        replace(GOOD, policy="noeviction", maxmemory=0),
        replace(GOOD, snapshots=None),
    ],
)
def test_what_keeps_opt_outs_is_well(facts: RedisFacts) -> None:
    found = list(judge_redis(facts))

    assert [each.level for each in found] == [Level.OK] * 3
    assert found[0].text == "Redis 8.2.1 answers."


@pytest.mark.parametrize("policy", ["allkeys-lru", "allkeys-lfu", "allkeys-random", "allkeys-lrm"])
@pytest.mark.parametrize("maxmemory", [0, 512])
def test_what_may_remove_opt_outs_is_wrong(policy: str, maxmemory: int) -> None:
    [(level, said)] = graver(replace(GOOD, policy=policy, maxmemory=maxmemory))

    assert level is Level.WRONG
    assert f"with maxmemory-policy {policy} it may forget people who opted out. Set maxmemory-policy to" in said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(GOOD, policy="noeviction"), "it takes nothing more when it is full"),
        (replace(GOOD, policy=None), "does not tell its maxmemory-policy"),
        (replace(GOOD, log=False), "writes snapshots only"),
        (replace(GOOD, log=False, snapshots=False), "writes nothing down"),
        (replace(GOOD, log=False, snapshots=None), "does not tell whether it writes"),
        (replace(GOOD, log=None, snapshots=None), "does not tell whether it writes"),
    ],
)
def test_what_could_be_better_is_named(facts: RedisFacts, said: str) -> None:
    [(level, told)] = graver(facts)

    assert level is Level.ADVICE
    assert said in told


@pytest.mark.parametrize("silence", Silence)
def test_a_redis_that_cannot_be_asked_is_wrong_and_has_a_remedy(silence: Silence) -> None:
    [found] = judge_redis(silence)

    assert (found.level, found.text) == (Level.WRONG, silence)
    assert found.remedy
