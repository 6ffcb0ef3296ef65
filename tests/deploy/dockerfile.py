"""The Dockerfile and .dockerignore, read as their builder reads them."""

import fnmatch
import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word in capitals, and all that follows on one line."""

    word: str
    rest: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What follows one FROM; `base` is the image that it starts from."""

    base: str
    instructions: tuple[Instruction, ...]

    def all(self, word: str) -> list[str]:
        """What follows every instruction of this word."""
        return [found.rest for found in self.instructions if found.word == word]

    def one(self, word: str) -> str:
        """What follows the only instruction of this word; raises ValueError if there are more or none."""
        [found] = self.all(word)
        return found

    def command(self, word: str) -> list[str]:
        """An ENTRYPOINT, CMD or HEALTHCHECK in its JSON form, options left out."""
        found: list[str] = json.loads(self.one(word)[self.one(word).index("[") :])
        return found


def stages() -> list[Stage]:
    """The stages of our Dockerfile; https://docs.docker.com/reference/dockerfile/."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    found = [Instruction(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]
    starts = [i for i, instruction in enumerate(found) if instruction.word == "FROM"]
    return [
        Stage(found[start].rest.split()[0], tuple(found[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(found)], strict=True)
    ]


def is_sent(path: str) -> bool:
    """Whether .dockerignore lets a path of the repository into the build; the last line that fits decides."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split():
        pattern = line.removeprefix("!").removeprefix("**/")
        parts = path.split("/")
        # A pattern of one name fits what is below it too; `**/` lets it begin anywhere.
        names = parts if "**/" in line else parts[:1]
        if any(fnmatch.fnmatch(name, pattern) for name in names):
            sent = line.startswith("!")
    return sent
