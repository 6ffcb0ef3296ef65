"""Writes docs/methodology.md and the worked examples of the methodology page from the model and the demo.

Run it after the model or a persona changes; a test fails until that is done:

    python -m tools.write_methodology
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from service.demo import PERSONAS, DemoGitHub
from service.evidence import Depth, Evidence, Login
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.model import MODEL
from service.scoring import score
from service.web.pages.content import markdown
from service.web.pages.examples import FILE, Example, encode, example_of
from service.web.pages.methodology import article

DOCUMENT = Path(__file__).parents[1] / "docs" / "methodology.md"
NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)
"""The day on which the invented histories end, so that the same tables come out on every day."""
_HEAD = "<!-- Written by `python -m tools.write_methodology` from the model; change that, not this file. -->\n\n"


def worked_examples(now: datetime = NOW) -> Sequence[Example]:
    """Every persona that has a score, as the product sees them."""
    stories = {Login(persona.login): persona.story for persona in PERSONAS if persona.expected}
    found = []
    with ThreadPoolExecutor(2) as executor:
        source = GitHubSource(_gateway(now), executor, {}, Depth.FULL)
        for login, outcome in source.fetch(list(stories), now=now).items():
            if not isinstance(outcome, Evidence):
                raise TypeError(f"{login} has no evidence: {outcome}")
            found.append(example_of(login, stories[login], score(outcome, now=now)))
    return sorted(found, key=lambda example: (-example.score, example.login))


def _gateway(now: datetime) -> Gateway:
    github = DemoGitHub(lambda: now)
    return Gateway(TokenPool(("demo",), clock=lambda: now), lambda _: github, lambda: now, lambda _: None)


def document(examples: Sequence[Example]) -> str:
    """The text of docs/methodology.md."""
    return _HEAD + markdown(article(MODEL, examples))


def write(examples_file: Path = FILE, document_file: Path = DOCUMENT) -> None:
    """Write both files."""
    found = worked_examples()
    examples_file.write_text(encode(found), encoding="utf-8")
    document_file.parent.mkdir(exist_ok=True)
    document_file.write_text(document(found), encoding="utf-8")


if __name__ == "__main__":
    write()
