"""How many people an hour can be looked at without a token: what is said is what GitHub's sixty requests allow."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from service.demo import PERSONAS
from service.evidence import Evidence, Login
from service.github_api.anonymous import AnonymousSource
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.tokens import TokenPool
from tests.docs.documents import text_of
from tests.github_stub import GitHubStub

NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)
BUSY = [Login(persona.login) for persona in PERSONAS if persona.expected and persona.expected[0] >= 50]
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def looked_at_in_an_hour() -> int:
    """How many people who code get a look before sixty requests are used up."""
    with GitHubStub(clock=lambda: NOW) as stub, ThreadPoolExecutor(2) as executor:
        stub.token("", core=60, graphql=0, search=1000)  # searches have a budget of their own, by the minute
        client = Client(stub.url)
        gateway = Gateway(TokenPool((), clock=lambda: NOW), lambda _: client, lambda: NOW, lambda _: None)
        source = AnonymousSource(gateway, executor, {})
        found = [source.fetch([login], now=NOW)[login] for login in BUSY]
    return sum(isinstance(outcome, Evidence) for outcome in found)


def test_the_readme_and_the_program_say_how_many_people_an_hour_it_is() -> None:
    texts = [text_of(name) for name in ("README.md", "service/commands/serve.py")]
    told = [re.findall(r"about (\w+) people an hour", text) for text in texts]

    assert told[0] == told[1]
    assert abs(looked_at_in_an_hour() - NUMBERS.index(told[0][0])) <= 1
