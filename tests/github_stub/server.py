"""A small GitHub on a free port: the demo's world over HTTP, with errors and faults on command."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Self

from service.demo import CAST, Cast, DemoGitHub, Persona
from service.demo.places import Place
from service.demo.records import AccountKind
from service.demo.rest import shapes
from service.demo.rest.routes import route_of
from tests.github_stub import issue_routes
from tests.github_stub.apps import Apps
from tests.github_stub.http import Breakage, Reply, Request
from tests.github_stub.issues import Issues
from tests.github_stub.journal import Journal
from tests.github_stub.plays import Play, Playbook
from tests.github_stub.schema import problems
from tests.github_stub.tokens import STRANGER, Token, nobody
from tests.github_stub.wire import SocketServer
from tests.github_stub.world_edits import WatchedTypes

Json = dict[str, Any]


class GitHubStub:
    """A GitHub to test against; use it as `with GitHubStub(clock=...) as stub: ... stub.url`.

    Attributes:
        journal: what was asked.
        invalid: what GitHub's schema says against the documents that were sent; a good client leaves it empty.
        issues: what was written.
        apps: the GitHub App and where it is installed.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None, cast: Cast = CAST) -> None:
        self.clock = clock or (lambda: datetime.now(UTC))
        self.cast = cast
        self.journal = Journal()
        self.invalid: list[Json] = []
        self.issues = Issues()
        self.apps = Apps()
        self._playbook = Playbook()
        self._types = WatchedTypes(self.journal.note)
        self._tokens: dict[str, Token] = {"": nobody()}
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._socket = SocketServer(self._answer)

    def __enter__(self) -> Self:
        self._socket.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopping.set()
        self._socket.__exit__(*exception)

    @property
    def url(self) -> str:
        """The address for `GITHUB_API_URL`; add `/api/v3` for the manners of an Enterprise Server."""
        return self._socket.url

    def play(
        self,
        name: str,
        *,
        times: int | None = 1,
        route: str | None = None,
        login: str | None = None,
        seconds: float = 0.0,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Answer the next requests with an error shape of github_errors.json, or with a fault.

        Faults are reset, truncated, garbage, empty, hang and slow; `times=None` is for ever; `route` is one of the
        journal's, with or without the method, and `login` one that the request names.
        """
        self._playbook.add(Play(name, times, route, login, seconds, headers or {}))

    def calm(self) -> None:
        """Forget all faults that are still to come."""
        self._playbook.clear()

    def token(self, secret: str, *, viewer: str = STRANGER, refused: bool = False, **limits: int) -> Token:
        """Set up a token, with limits for `core`, `graphql` and `search`; unknown tokens are strangers'."""
        token = Token(secret, viewer, refused)
        token.limits |= limits
        self._tokens[secret] = token
        return token

    def add_person(self, persona: Persona, *places: Place) -> None:
        """Put somebody into the world, with the places they work in that are not there yet."""
        self.cast = self.cast.with_persona(persona, *places)

    def remove(self, login: str) -> None:
        """Take somebody out of the world."""
        self.cast = self.cast.without(login)

    def rename(self, old: str, new: str) -> None:
        """Let somebody take a new login; the old one is nobody's."""
        self.cast = self.cast.renamed(old, new)

    def make_heavy(self, login: str, days: int) -> None:
        """Let GitHub run out of resources for windows of this login that are longer than so many days."""
        self._types.heavy[login.lower()] = days

    def _answer(self, request: Request) -> Reply:
        route = route_of(request.path)
        with self.journal.following(request, route):
            play = self._playbook.take(request, route)
            if play is None:
                return self._dated(self._honest(request))
            self._stopping.wait(play.seconds)
            return self._dated(play.reply(self.clock()) or self._honest(request))

    def _dated(self, reply: Reply) -> Reply:
        return reply.with_headers({"date": format_datetime(self.clock(), usegmt=True)})

    def _honest(self, request: Request) -> Reply:
        """The answer of a GitHub on a good day."""
        for_app = self.apps.answer(request, self.clock())
        if for_app:
            return for_app
        with self._lock:
            token = self._tokens.setdefault(request.token, Token(request.token))
        if token.refused or self.apps.has_ended(token.secret, self.clock()):
            return self._shape("401_bad_token")
        if request.path == "/graphql":
            return self._graphql(request, token).with_headers(token.headers)
        return self._conditional(request, self._rest(request, token), token).with_headers(token.headers)

    def _shape(self, name: str) -> Reply:
        return Play(name).reply(self.clock()) or Reply(500)

    def _github(self, token: Token, request: Request) -> DemoGitHub:
        return DemoGitHub(
            self.clock,
            cast=self.cast,
            viewer=token.viewer,
            api_url=self.url + request.prefix,
            budgets=token.budget,
            types=self._types.types,
        )

    def _graphql(self, request: Request, token: Token) -> Reply:
        if not token.secret:
            return self._shape("401_graphql_no_token_a")
        if token.budget("graphql", self.clock()).remaining <= 0:
            spent = self._shape("gql_rate_limit_new")
            return replace(spent, headers=token.budget("graphql", self.clock()).headers())
        text, variables = request.body["query"], request.body.get("variables") or {}
        wrong = problems(text)
        if wrong:
            self.invalid.extend(wrong)
            return Reply(200, {"errors": list(wrong)}, token.budget("graphql", self.clock()).headers())
        executed = self._github(token, request).execute(text, variables)
        token.charge("graphql", executed.price.points)
        return Reply(200, executed.body, token.budget("graphql", self.clock()).headers())

    def _rest(self, request: Request, token: Token) -> Reply:
        resource = "search" if request.path.startswith("/search/") else "core"
        budget = token.budget(resource, self.clock())
        if budget.remaining <= 0 and request.path != "/rate_limit":
            spent = self._shape("403_rest_primary_auth" if token.secret else "403_rest_primary_unauth")
            return replace(spent, headers=budget.headers())
        if request.path != "/rate_limit":
            token.charge(resource, 1)
        headers = token.budget(resource, self.clock()).headers()
        about_issues = issue_routes.match(request)
        if about_issues:
            return self._issues(request, token, about_issues).with_headers(headers)
        if request.path.startswith("/users/"):
            self.journal.note(request.path.split("/")[2])
        answer = self._github(token, request).rest(request.path, request.parameters)
        return Reply(answer.status, answer.body, dict(answer.headers) | headers)

    def _issues(self, request: Request, token: Token, found: issue_routes.Match) -> Reply:
        if request.method != "GET":
            if not token.secret:
                return self._shape("401_graphql_no_token_b")
            self.issues.writes.append(request)
        api_url = self.url + request.prefix

        def account(login: str) -> Json:
            known = self._github(token, request).world.account(login)
            kind = AccountKind.BOT if login.endswith("[bot]") else AccountKind.USER
            return shapes.account(known, api_url) if known else {"login": login, "id": 41898282, "type": str(kind)}

        def pulls() -> list[Json]:
            opened = self._github(token, request).world.pull_requests
            here = (each for each in opened if each.repository.full_name.lower() == found.repository.lower())
            return [shapes.issue(each, api_url) for each in here]

        board = found.board(self.issues)
        return found.handler(
            issue_routes.Call(request, board, found.number, token.viewer, self.clock(), api_url, account, pulls)
        )

    def _conditional(self, request: Request, reply: Reply, token: Token) -> Reply:
        """Tags belong to a token; an unchanged answer is free for those who send one.

        https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
        """
        if request.method != "GET" or reply.status != 200 or reply.breakage is not Breakage.NONE:
            return reply
        digest = hashlib.sha256(token.secret.encode() + reply.payload).hexdigest()[:32]
        tag = f'W/"{digest}"'
        if request.headers.get("if-none-match") != tag:
            return reply.with_headers({"etag": tag})
        if token.secret:
            token.charge("search" if request.path.startswith("/search/") else "core", -1)
        return Reply(304, None, {**reply.headers, "etag": tag})
