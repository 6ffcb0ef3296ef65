"""Examines the tokens and changes nothing: what kind they are, what they see, which permission is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from action.errors import ActionError, NotAllowed, Unknown
from action.fields import SourceKind, Target
from action.inputs import Inputs
from action.organisation import ask_organisation
from action.patience import Patience
from action.publish.writing import Desk
from action.reader import Reader
from action.viewer import Viewer, ask_viewer
from service.github_api.outcomes import Verdict, judge_rest
from service.github_api.token_kind import TokenKind

MEMBERS = "the organisation permission Members: read"
ISSUES = "the repository permission Issues: write"
_BETTER = (
    f"{MEMBERS[0].upper()}{MEMBERS[1:]} can be given to a GitHub App that is installed in the organisation, or to a "
    "fine-grained token whose owner is the organisation; the workflow's own token cannot have it."
)
_POSTING = frozenset({Target.ISSUE, Target.COMMENT})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined; `missing` names the permission that it lacks."""

    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examines the token that reads and the one that posts."""

    inputs: Inputs
    reader: Reader
    patience: Patience
    desk: Desk | None

    def examine(self) -> list[Finding]:
        """Everything that could be found out.

        Raises:
            ActionError: GitHub does not accept the token that reads, or does not answer.
        """
        viewer = ask_viewer(self.reader, self.inputs.token)
        found = [Finding(f"token: {viewer.kind}, of {viewer.login or 'an account that GitHub does not name'}.")]
        found += self._budget()
        if self.inputs.source.organisation:
            found += self._organisation(viewer)
        if self.inputs.post_to & _POSTING:
            found += self._posting()
        return found

    def _budget(self) -> Iterator[Finding]:
        """GitHub's own numbers; a server without limits has none and answers 404."""
        try:
            self.reader.get("/rate_limit")
        except (Unknown, NotAllowed):
            yield Finding("budget: this server does not limit requests.")
            return
        yield from (Finding(f"budget: {line}") for line in self.patience.told())

    def _organisation(self, viewer: Viewer) -> Iterator[Finding]:
        source = self.inputs.source
        try:
            organisation = ask_organisation(self.reader, source.organisation)
        except (Unknown, NotAllowed) as error:
            yield Finding(f"organisation: {error}", "an organisation of this name that the token can see")
            return
        members = len(self.reader.pages(f"/orgs/{organisation.login}/members"))
        public = self.reader.count(f"/orgs/{organisation.login}/public_members")
        all_seen = organisation.viewer_is_member or members > public
        told = f"visible in {organisation.login}: {members:,}, of these public: {public:,}"
        yield Finding(f"members {told}.", "" if all_seen else MEMBERS)
        if organisation.teams_hidden:
            yield Finding("teams: not visible.", MEMBERS)
        else:
            yield Finding(f"teams visible: {len(organisation.teams):,}.")
        if not all_seen and viewer.kind is TokenKind.WORKFLOW:
            yield Finding(_BETTER)
        if source.kind is SourceKind.TEAM:
            yield self._team()

    def _team(self) -> Finding:
        source = self.inputs.source
        try:
            members = self.reader.pages(f"/orgs/{source.organisation}/teams/{source.slug}/members")
        except (Unknown, NotAllowed):
            return Finding(f"team: {source.value} is not visible, or does not exist.", MEMBERS)
        return Finding(f"members visible in {source.value}: {len(members):,}.")

    def _posting(self) -> Iterator[Finding]:
        """Ask for a label without a name: GitHub checks the permission first, and then refuses the label."""
        repository = self.inputs.issue_repository
        if self.desk is None or not repository:
            yield Finding("posting: there is no repository to post to; set issue-repository.", "an issue-repository")
            return
        try:
            answer = self.desk.create(f"/repos/{repository}/labels", {"name": ""})
        except ActionError as error:
            yield Finding(f"posting: {error}", ISSUES)
            return
        outcome = judge_rest(answer, self.patience.time.now())
        allowed = outcome.verdict is Verdict.USE or answer.status == 422  # noqa: PLR2004 - Unprocessable Content
        yield Finding(
            f"posting: issues of {repository} can{'' if allowed else 'not'} be written.", "" if allowed else ISSUES
        )


def missing(findings: list[Finding]) -> list[str]:
    """The permissions that are missing, each once."""
    return list(dict.fromkeys(finding.missing for finding in findings if finding.missing))
