"""Every persona, through the real queries, decoders and rules, lands in its range on each day of a week."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from service.demo import PERSONAS, Persona
from service.errors import Status
from service.evidence import Depth, Evidence, Login, Outcome
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.scoring import score
from tests.github_stub import GitHubStub
from tests.service.github_api.invented_hub import invented_hub
from tests.service.github_api.scripted import gateway_to

# A week, by turns before and after the invented people's working hours.
MOMENTS = [datetime(2026, 11, 16, 6 if day % 2 else 20, tzinfo=UTC) + timedelta(days=day) for day in range(7)]
LOGINS = [Login(persona.login) for persona in PERSONAS]


def fetched(gateway: Gateway, now: datetime, depth: Depth = Depth.FULL) -> dict[Login, Outcome]:
    with ThreadPoolExecutor(4) as executor:
        return dict(GitHubSource(gateway, executor, {}, depth).fetch(LOGINS, now=now))


def status_of(outcome: Outcome, now: datetime) -> Status:
    if not isinstance(outcome, Evidence):
        return outcome.status
    return Status.OK if score(outcome, now=now).value is not None else Status.NOT_VISIBLE


@cache
def week() -> dict[str, list[tuple[datetime, Outcome]]]:
    found: dict[str, list[tuple[datetime, Outcome]]] = defaultdict(list)
    for now in MOMENTS:
        for login, outcome in fetched(gateway_to(invented_hub(now=now)), now).items():
            found[login].append((now, outcome))
    return found


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.login)
def test_a_persona_lands_in_its_range_all_week(persona: Persona) -> None:
    outcomes = week()[persona.login]

    assert {status_of(outcome, now) for now, outcome in outcomes} == {persona.status}
    values = [score(outcome, now=now).value for now, outcome in outcomes if isinstance(outcome, Evidence)]
    low, high = persona.expected or (0, 0)
    assert all(low <= value <= high for value in values if value is not None), values


def test_over_a_real_socket_the_evidence_is_the_same() -> None:
    now = MOMENTS[0]
    with GitHubStub(clock=lambda: now) as stub:
        client = Client(stub.url, "ghp_demo")
        gateway = Gateway(TokenPool(("ghp_demo",), clock=lambda: now), lambda _: client, lambda: now, lambda _: None)
        over_the_wire = fetched(gateway, now)

        assert stub.invalid == []
    in_process = {login: outcomes[0][1] for login, outcomes in week().items()}
    assert {login: found for login, found in over_the_wire.items() if isinstance(found, Evidence)} == {
        login: found for login, found in in_process.items() if isinstance(found, Evidence)
    }
    assert over_the_wire.keys() == in_process.keys()


@pytest.mark.parametrize("depth", [Depth.LITE, Depth.NONE])
def test_a_shallower_look_still_knows_who_codes(depth: Depth) -> None:
    now = MOMENTS[0]
    found = fetched(gateway_to(invented_hub(now=now)), now, depth)

    def value(login: str) -> int | None:
        outcome = found[Login(login)]
        return score(outcome, now=now).value if isinstance(outcome, Evidence) else None

    for login in ("daily-dana", "steady-sam", "assisted-ana"):
        assert (value(login) or 0) >= 90
    for login in ("reviewer-rosa", "elsewhere-eli", "burst-bela"):
        assert (value(login) or 0) <= 22
    assert value("newcomer-nils") is None
