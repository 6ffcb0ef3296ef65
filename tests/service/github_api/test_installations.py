"""An installation's token is fetched once for everybody, renewed in time, and its loss has a name."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from queue import SimpleQueue

import pytest

from service.errors import GitHubDown, Misconfigured
from service.github_api.installations import PAUSE_SECONDS, TRIES, Installation, InstallationTransport
from service.github_api.minting import REFUSED, REST
from service.github_api.tokens import Unusable
from service.github_api.transport import Answer
from tests.fakes import FakeClock
from tests.service.github_api.scripted import FakeGitHub

WAIT = 30
DOWN = Answer(502)
SUSPENDED = Answer(403, body={"message": "This installation has been suspended"})
UNKNOWN = Answer(401, body={"message": "Bad credentials"})


@dataclass
class Hub:
    """A GitHub that mints tokens, numbered from zero, unless it is told to answer otherwise."""

    clock: FakeClock = field(default_factory=FakeClock)
    instead: list[Answer] = field(default_factory=list)
    always: Answer | None = None
    minted: int = 0
    asked: int = 0
    open: threading.Event = field(default_factory=threading.Event)
    begun: SimpleQueue[int] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        self.open.set()

    def mint(self) -> Answer:
        self.asked += 1
        self.begun.put(self.asked)
        assert self.open.wait(WAIT)
        if self.always or self.instead:
            return self.always or self.instead.pop(0)
        ends = self.clock() + timedelta(hours=1)
        body = {"token": f"ghs_{self.minted}", "expires_at": ends.isoformat()}
        self.minted += 1
        return Answer(201, body=body)

    def installation(self, patience: float = WAIT) -> Installation:
        return Installation(
            self.mint,
            clock=self.clock,
            sleep=lambda seconds: self.clock.advance(seconds=seconds),
            patience=patience,
        )


def secret_of(installation: Installation) -> str:
    return installation.token().secret


def why(installation: Installation) -> Exception:
    with pytest.raises(Unusable) as caught:
        installation.token()
    return caught.value.why


def test_a_token_is_kept_until_it_is_time_to_renew_it() -> None:
    hub = Hub()
    installation = hub.installation()

    seen = []
    for _ in range(6):
        seen.append(secret_of(installation))
        hub.clock.advance(minutes=10)

    assert seen == ["ghs_0"] * 5 + ["ghs_1"]


def test_twenty_threads_that_need_a_token_share_one_mint() -> None:
    hub = Hub()
    hub.open.clear()
    installation, ready = hub.installation(), threading.Barrier(21, timeout=WAIT)

    def ask() -> str:
        ready.wait()
        return secret_of(installation)

    with ThreadPoolExecutor(20) as threads:
        waiting = [threads.submit(ask) for _ in range(20)]
        ready.wait()
        hub.open.set()
        found = {each.result(WAIT) for each in waiting}

    assert (found, hub.asked) == ({"ghs_0"}, 1)


def test_while_one_thread_renews_a_token_that_is_still_good_nobody_waits() -> None:
    hub = Hub()
    installation = hub.installation()
    installation.token()
    hub.clock.advance(minutes=55)
    hub.open.clear()

    with ThreadPoolExecutor(1) as threads:
        renewing = threads.submit(secret_of, installation)
        assert [hub.begun.get(timeout=WAIT) for _ in range(2)] == [1, 2]
        meanwhile = [secret_of(installation) for _ in range(5)]
        hub.open.set()

        assert renewing.result(WAIT) == "ghs_1"
    assert meanwhile == ["ghs_0"] * 5


def test_an_outage_at_the_time_of_renewal_is_not_noticed_while_the_old_token_is_good() -> None:
    hub = Hub()
    installation = hub.installation()
    installation.token()
    hub.clock.advance(minutes=51)
    hub.always = DOWN

    assert [secret_of(installation) for _ in range(5)] == ["ghs_0"] * 5
    assert hub.asked == 2

    hub.clock.advance(minutes=9)
    assert isinstance(why(installation), GitHubDown)

    hub.always = None
    hub.clock.advance(seconds=REST.total_seconds())
    assert secret_of(installation) == "ghs_1"


def test_one_failure_is_asked_again_at_once() -> None:
    hub = Hub(instead=[DOWN])
    began = hub.clock()

    assert secret_of(hub.installation()) == "ghs_0"
    assert hub.clock() - began == timedelta(seconds=PAUSE_SECONDS)


def test_after_an_outage_nobody_asks_for_a_while() -> None:
    hub = Hub(always=DOWN)
    installation = hub.installation()

    for _ in range(5):
        assert isinstance(why(installation), GitHubDown)
    assert hub.asked == TRIES

    hub.always = None
    hub.clock.advance(seconds=REST.total_seconds())
    assert secret_of(installation) == "ghs_0"


def test_threads_that_waited_behind_a_failure_do_not_each_ask_again() -> None:
    hub = Hub(always=SUSPENDED)
    hub.open.clear()
    installation, ready = hub.installation(), threading.Barrier(9, timeout=WAIT)

    def ask() -> Exception:
        ready.wait()
        return why(installation)

    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(ask) for _ in range(8)]
        ready.wait()
        hub.open.set()
        kinds = {type(each.result(WAIT)) for each in waiting}

    assert (kinds, hub.asked) == ({Misconfigured}, 1)


def test_a_mint_that_takes_too_long_is_not_waited_for_by_everybody() -> None:
    hub = Hub()
    hub.open.clear()
    installation = hub.installation(patience=0.01)

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(secret_of, installation)
        assert hub.begun.get(timeout=WAIT) == 1
        assert "is slow to give" in str(why(installation))
        hub.open.set()

        assert first.result(WAIT) == "ghs_0"


def test_a_suspended_installation_is_asked_about_again_after_some_minutes() -> None:
    hub = Hub(always=SUSPENDED)
    installation = hub.installation()
    assert "has been suspended" in str(why(installation))

    hub.always = None
    assert isinstance(why(installation), Misconfigured)
    hub.clock.advance(seconds=REFUSED.total_seconds())

    assert secret_of(installation) == "ghs_0"


Reply = Callable[[str], Answer]


@dataclass
class Asked:
    """What an `InstallationTransport` asked, by secret."""

    hub: Hub
    reply: Reply
    secrets: list[str] = field(default_factory=list)

    def transport(self) -> InstallationTransport:
        return InstallationTransport(
            self.hub.installation(), self._client, sleep=lambda seconds: self.hub.clock.advance(seconds=seconds)
        )

    def _client(self, secret: str) -> FakeGitHub:
        def reply(_: object) -> Answer:
            self.secrets.append(secret)
            return self.reply(secret)

        return FakeGitHub(reply, self.hub.clock)


def good(_: str) -> Answer:
    return Answer(200, body={})


def test_questions_of_both_kinds_are_asked_with_the_token() -> None:
    asked = Asked(Hub(), good)
    transport = asked.transport()

    transport.rest("/users/ada")
    transport.graphql("{ viewer { login } }", {})

    assert asked.secrets == ["ghs_0", "ghs_0"]


def test_a_token_that_github_no_longer_knows_is_replaced_and_the_question_asked_again() -> None:
    asked = Asked(Hub(), lambda secret: UNKNOWN if secret == "ghs_0" and len(asked.secrets) > 1 else good(secret))  # noqa: S105 - invented
    transport = asked.transport()
    transport.rest("/users/ada")
    asked.hub.clock.advance(minutes=5)

    assert transport.rest("/users/ada").status == 200
    assert asked.secrets == ["ghs_0", "ghs_0", "ghs_1"]


def test_many_threads_whose_token_was_revoked_get_one_new_one() -> None:
    hub = Hub()
    meeting = threading.Barrier(20, timeout=WAIT)

    def reply(secret: str) -> Answer:
        if secret == "ghs_0":  # noqa: S105 - invented
            meeting.wait()
            return UNKNOWN
        return good(secret)

    transport = Asked(hub, reply).transport()
    transport._installation.token()
    hub.clock.advance(minutes=5)

    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(lambda _: transport.rest("/users/ada").status, range(20)))

    assert (statuses, hub.minted) == ([200] * 20, 2)


def test_a_token_that_github_does_not_know_everywhere_yet_is_given_a_moment() -> None:
    asked = Asked(Hub(), lambda secret: UNKNOWN if len(asked.secrets) < 3 else good(secret))

    assert asked.transport().rest("/users/ada").status == 200
    assert asked.secrets == ["ghs_0"] * 3


def test_tokens_that_are_never_accepted_end_as_an_outage_and_not_in_a_circle() -> None:
    asked = Asked(Hub(), lambda _: UNKNOWN)

    with pytest.raises(Unusable) as caught:
        asked.transport().rest("/users/ada")

    assert isinstance(caught.value.why, GitHubDown)
    assert (len(asked.secrets), asked.hub.minted) == (3, 1)


def test_a_failed_mint_is_raised_with_its_reason() -> None:
    with pytest.raises(Unusable) as caught:
        Asked(Hub(always=SUSPENDED), good).transport().graphql("{ viewer { login } }", {})

    assert isinstance(caught.value.why, Misconfigured)
