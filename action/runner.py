"""Where the program runs: what the runner, or a terminal, says about itself in the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from action.errors import BadInput
from service.settings import BadSettings, read_settings

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Runner:
    """The variables that GitHub sets for every step.

    https://docs.github.com/en/actions/reference/workflows-and-actions/variables

    Attributes:
        repository: the one whose workflow runs, as `octo/hello`; empty outside of Actions.
        output, step_summary: files that the runner reads after the step.
        run_url: the page of this run.
        commands: whether a runner reads the log.
    """

    api_url: str
    server_url: str
    repository: str
    workspace: Path
    temp: Path
    output: Path | None
    step_summary: Path | None
    run_url: str
    run: str
    commands: bool

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Runner":
        """Read the variables; what is missing has the value of a terminal at github.com.

        Raises:
            BadInput: GITHUB_API_URL is no address.
        """
        api_url = environ.get("GITHUB_API_URL", "")
        try:
            settings = read_settings({"GITHUB_API_URL": api_url})
        except BadSettings as error:
            raise BadInput(str(error)) from None
        server = environ.get("GITHUB_SERVER_URL", "").rstrip("/")
        server = server if re.fullmatch(r"https?://[A-Za-z0-9.:-]+", server) else "https://github.com"
        repository = environ.get("GITHUB_REPOSITORY", "")
        run, attempt = environ.get("GITHUB_RUN_ID", ""), environ.get("GITHUB_RUN_ATTEMPT", "1")
        known = bool(_REPOSITORY.fullmatch(repository)) and run.isdecimal()
        return cls(
            api_url=settings.github_api_url,
            server_url=server,
            repository=repository if _REPOSITORY.fullmatch(repository) else "",
            workspace=Path(environ.get("GITHUB_WORKSPACE") or "."),
            temp=Path(environ.get("RUNNER_TEMP") or gettempdir()),
            output=_path(environ, "GITHUB_OUTPUT"),
            step_summary=_path(environ, "GITHUB_STEP_SUMMARY"),
            run_url=f"{server}/{repository}/actions/runs/{run}" if known else "",
            run=f"{run}.{attempt}" if known and attempt.isdecimal() else "",
            commands=environ.get("GITHUB_ACTIONS") == "true",
        )


def parse_repository(name: str, text: str) -> str:
    """Check `owner/name`.

    Raises:
        BadInput: it is something else.
    """
    if not _REPOSITORY.fullmatch(text) or ".." in text:
        raise BadInput(f"{name} must be a repository such as octo/hello, and it is {text[:80]!r}.")
    return text


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value) if value else None
