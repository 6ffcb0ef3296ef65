"""Short ways to fetch evidence from an invented GitHub."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from service.evidence import Depth, Evidence, Login, Outcome
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from tests.service.github_api.invented_hub import NOW, Spoil, invented_hub, untouched
from tests.service.github_api.scripted import FakeGitHub, gateway_to

DANA, SAM, PAT = Login("daily-dana"), Login("steady-sam"), Login("private-pat")


def source(gateway: Gateway, executor: ThreadPoolExecutor, depth: Depth | None = Depth.FULL) -> GitHubSource:
    """A source at a fixed depth, or at the budget's."""
    return GitHubSource(gateway, executor, {}, depth)


def fetched(
    hub: FakeGitHub, executor: ThreadPoolExecutor, *logins: Login, depth: Depth | None = Depth.FULL
) -> Mapping[Login, Outcome]:
    """The outcome of each login."""
    return source(gateway_to(hub), executor, depth).fetch(logins, now=NOW)


def evidence(
    executor: ThreadPoolExecutor, login: Login = DANA, depth: Depth | None = Depth.FULL, spoil: Spoil = untouched
) -> Evidence:
    """One person's evidence."""
    found = fetched(invented_hub(spoil), executor, login, depth=depth)[login]
    assert isinstance(found, Evidence)
    return found


def rest_questions(hub: FakeGitHub) -> list[str]:
    """The REST paths that were asked for below /repos/."""
    return [question.text for question in hub.asked if question.text.startswith("/repos/")]
