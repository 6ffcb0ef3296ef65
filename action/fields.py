"""What can be asked of the Action: its inputs as people meet them, and the words that they allow."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """Where the people come from; the words are the inputs' names."""

    ORG = "org"
    TEAM = "team"
    USERS = "users"
    USERS_FILE = "users-file"


class Target(StrEnum):
    """Where a report goes."""

    SUMMARY = "summary"
    ISSUE = "issue"
    COMMENT = "comment"
    DISCUSSION = "discussion"
    FILE = "file"


class Audience(StrEnum):
    """Who may be named."""

    AGGREGATE = "aggregate"
    CELEBRATE = "celebrate"
    OPT_IN = "opt-in"
    NAMED = "named"


class Mode(StrEnum):
    """What the run is for."""

    REPORT = "report"
    DOCTOR = "doctor"


class FailOn(StrEnum):
    """What turns the step red."""

    NEVER = "never"
    ERROR = "error"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Field:
    """One input as people meet it; `action.yml`, `--help` and docs/action.md say the same."""

    name: str
    default: str
    description: str

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"INPUT_{self.name.upper().replace('-', '_')}"


FIELDS = (
    Field("org", "", "Organisation whose members are summarised."),
    Field("team", "", "Team whose members are summarised, as organisation/team-slug."),
    Field("users", "", "Logins, separated by commas, spaces or line breaks."),
    Field("users-file", "", "File with one login a line; # starts a comment."),
    Field("token", "", "Token to read with; the workflow's own token sees public data only."),
    Field("post-token", "", "Token to post with, if it is another one."),
    Field("post-to", "summary", "Any of summary, issue, comment, discussion, file; or none."),
    Field("audience", "aggregate", "Who may be named: aggregate (nobody), celebrate, opt-in or named."),
    Field("min-group-size", "5", "Smallest group that numbers are shown about."),
    Field("exclude", "", "Logins that are never asked about."),
    Field("opt-out-file", "", "File of logins that are never asked about, one a line."),
    Field("badges-dir", "", "Folder to write SVGs into."),
    Field("issue-title", "Still engineering: weekly summary", "Title of the issue or discussion."),
    Field("issue-label", "still-engineering", "Label by which the issue is found again."),
    Field("issue-repository", "", "Repository of the issue or discussion; otherwise the workflow's own."),
    Field("mode", "report", "report, or doctor to examine the tokens and post nothing."),
    Field("repository", "", "Repository whose contributors stand in where members can't be seen."),
    Field("cache-dir", "", "Folder for actions/cache, so that the next run asks less."),
    Field("max-requests", "", "Most requests to look at people with; otherwise GitHub's budget decides."),
    Field("fail-on", "error", "What fails the step: never, error or partial."),
    Field("dry-run", "false", "true posts nothing and says what it would do."),
    Field("demo", "false", "true summarises invented people, without a token or network."),
)
"""Every input."""
