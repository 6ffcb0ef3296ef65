"""Examines everything that is set up, with real requests."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from service.doctor.address import judge_address, judge_clock, judge_secrecy
from service.doctor.apps import judge_app, judge_installation, judge_no_token
from service.doctor.asking_redis import ask_redis
from service.doctor.findings import Finding, Level, advice, ok, worst, wrong
from service.doctor.shared import judge_redis
from service.doctor.tokens import Asked, judge_budgets, judge_sharing, judge_token
from service.github_api.app import AppClient
from service.github_api.client import Client
from service.github_api.minting import Minted, judge_mint
from service.github_api.transport import Answer
from service.settings import App, Settings
from service.store.opt_outs import BadOptOuts, read_opt_outs

SIDE_BY_SIDE = 4
_RATES = "/rate_limit"
_VIEWER = "query Viewer { viewer { login } }"
_LONGEST_PREFIX = len("github_pat_")
_NO_IDENTITY = "without a token few people can be looked at, and less closely."
_GIVE_ONE = "Set GITHUB_TOKEN: for public work a token needs no scope at all."


@dataclass(frozen=True, slots=True)
class Examination:
    """One look at everything."""

    settings: Settings
    clock: Callable[[], datetime]

    def findings(self) -> Iterator[Finding]:
        """All that can be said, GitHub first."""
        yield from self._github()
        yield from self._redis()
        yield from self._opt_outs()

    def _github(self) -> Iterator[Finding]:
        url = self.settings.github_api_url
        answer = Client(url).rest(_RATES)
        found = [judge_address(url, answer)]
        if worst(found) is not Level.OK:
            yield from found
            return
        yield from found
        if not self.settings.anonymous:
            yield from judge_secrecy(url)
        yield from judge_clock(answer, self.clock(), signs=self.settings.app is not None)
        yield from self._identities(answer)

    def _identities(self, without: Answer) -> Iterator[Finding]:
        if self.settings.anonymous:
            yield advice("identity", _NO_IDENTITY, _GIVE_ONE)
            yield from judge_budgets("without a token", without, self.clock())
            return
        yield from self._tokens()
        if self.settings.app:
            yield from self._app(self.settings.app)

    def _tokens(self) -> Iterator[Finding]:
        with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
            named = [(f"token {number}", secret) for number, secret in enumerate(self.settings.tokens, 1)]
            asked = list(side_by_side.map(lambda each: self._ask(*each), named))
        for each in asked:
            yield from judge_token(each, self.clock(), private=self.settings.show_private)
        yield from judge_sharing({each.name: each.account(self.clock()) for each in asked})

    def _ask(self, name: str, secret: str) -> Asked:
        client = Client(self.settings.github_api_url, secret)
        return Asked(name, secret[:_LONGEST_PREFIX], client.rest(_RATES), client.graphql(_VIEWER, {}))

    def _app(self, app: App) -> Iterator[Finding]:
        name = f"App {app.app_id}"
        client = AppClient(self.settings.github_api_url, app.app_id, app.private_key)
        known = judge_app(name, client.rest("/app"), self.clock())
        yield known
        if known.level is not Level.OK:
            return
        with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
            for found in side_by_side.map(lambda number: self._installation(client, number), app.installations):
                yield from found

    def _installation(self, client: AppClient, number: int) -> list[Finding]:
        name = f"installation {number}"
        answer = client.mint(number)
        minted = judge_mint(answer, self.clock())
        if not isinstance(minted, Minted):
            return [judge_no_token(name, minted, _installed(client))]
        permissions = answer.body.get("permissions")
        return list(
            judge_installation(
                self._ask(name, minted.secret),
                permissions if isinstance(permissions, dict) else {},
                self.clock(),
                private=self.settings.show_private,
            )
        )

    def _redis(self) -> Iterator[Finding]:
        if self.settings.redis_url is None:
            yield ok("REDIS_URL", "not set; each process keeps its scores in memory and starts without any.")
            return
        yield from judge_redis(ask_redis(self.settings.redis_url.get_secret_value()))

    def _opt_outs(self) -> Iterator[Finding]:
        try:
            logins = read_opt_outs(self.settings.opt_out_file)
        except BadOptOuts as error:
            subject, _, text = str(error).partition(": ")
            yield wrong(subject, f"{text}.", "Put the file right: one login a line.")
            return
        if self.settings.opt_out_file:
            yield ok("OPT_OUT_FILE", f"people who are never asked about: {len(logins)}.")


def _installed(client: AppClient) -> list[str]:
    """The App's installations, each with its account."""
    body = client.rest("/app/installations", {"per_page": 100}).body
    found = [each for each in body if isinstance(each, dict)] if isinstance(body, list) else []
    return [f"{each.get('id')} ({(each.get('account') or {}).get('login', 'unknown')})" for each in found]
