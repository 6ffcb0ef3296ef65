"""How an invented person is told: a login, a sentence, and what they do where and how often."""

from dataclasses import dataclass

from service.demo.rhythm import Rhythm
from service.errors import Status


@dataclass(frozen=True, slots=True)
class Work:
    """Commits in one repository.

    Attributes:
        pull_request_every: about each n-th working day is a pull request; 0 means commits go straight to the default
            branch. Not 7, which would be the same weekday for ever.
        squashed: pull requests land as one commit; otherwise with a merge commit.
        script: the one path that is rewritten every day, if a script does the work.
        assistant: name and address of an assistant, who helps on two days of three.
    """

    repository: str
    rhythm: Rhythm
    pull_request_every: int = 0
    squashed: bool = True
    script: str = ""
    assistant: str = ""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Reviews of colleagues' pull requests, spread evenly.

    Attributes:
        merges: how many of the reviewed pull requests the reviewer also merged.
        youngest, oldest: days ago; the score's window always holds the last 78 days.
    """

    repository: str
    count: int
    merges: int = 0
    youngest: int = 1
    oldest: int = 77


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person.

    Attributes:
        story: one sentence for the visitor.
        expected: the lowest and highest score that the model may give, or None where there is no score.
        status: what the product says of this login.
        number: GitHub's number for the account; 0 lets it follow from the login.
        private: days with work that shows as a count only.
        settings: the text of the person's `.still-engineering.yml`, if they have one.
    """

    login: str
    name: str
    story: str
    expected: tuple[int, int] | None = None
    status: Status = Status.OK
    number: int = 0
    work: tuple[Work, ...] = ()
    reviewing: tuple[Reviewing, ...] = ()
    private: Rhythm | None = None
    settings: str = ""
