"""One rolling discussion, found again as the issue is; through GraphQL, because REST has no discussions.

https://docs.github.com/en/graphql/guides/using-the-graphql-api-for-discussions
"""

from dataclasses import dataclass
from typing import Any

from action.errors import NotPosted
from action.publish.writing import Desk
from action.reader import Reader
from action.viewer import Viewer
from service.github_api.transport import Json

_FIND = """\
query Discussions($owner: String!, $name: String!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    id
    discussionCategories(first: 25) { nodes { id name isAnswerable } }
    discussions(first: 100, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { id url body author { login } }
    }
  }
}
"""
_CREATE = """\
mutation Create($input: CreateDiscussionInput!) {
  createDiscussion(input: $input) { discussion { url } }
}
"""
_UPDATE = """\
mutation Update($input: UpdateDiscussionInput!) {
  updateDiscussion(input: $input) { discussion { url } }
}
"""
_CATEGORIES = ("reports", "announcements", "general")
"""Names of the category, best first; otherwise the first that is not for questions."""
_PAGES, _PAGE = 20, 100
"""How far back the discussion is looked for: a report that is posted every week is found on the first page or two."""
_NEEDS = "Discussions have to be switched on there, and the post-token needs discussions: write."


@dataclass(frozen=True, slots=True)
class RollingDiscussion:
    """The discussion of one report in one repository.

    Attributes:
        marker: an HTML comment that only this report's discussion has.
    """

    desk: Desk
    viewer: Viewer
    repository: str
    marker: str

    def publish(self, title: str, body: str) -> str:
        """Update the discussion, or create it if there is none; returns its address.

        Raises:
            ActionError: GitHub did not take it.
        """
        place, found = self._search()
        if found:
            return self._mutate(_UPDATE, {"discussionId": found, "title": title, "body": body})
        category = _category(_nodes(place.get("discussionCategories")))
        if category is None:
            raise NotPosted(f"{self.repository} has no category of discussions for a report. {_NEEDS}")
        created = {"repositoryId": place["id"], "categoryId": category, "title": title, "body": body}
        return self._mutate(_CREATE, created)

    def _search(self) -> tuple[Json, str | None]:
        """The repository, and the ID of its discussion; None only if every discussion was looked at.

        Raises:
            ActionError: there may be one, or not.
        """
        whole, after = True, None
        for _ in range(_PAGES):
            place = self._place(after)
            listed = place.get("discussions")
            found = next(filter(self._is_own, _nodes(listed)), None)
            if found:
                return place, str(found["id"])
            whole = whole and _is_whole(listed)
            after = _following(listed)
            if after is None and whole:
                return place, None
            if after is None:
                raise NotPosted(
                    f"GitHub did not list all discussions of {self.repository}, so a new one could be a second one; "
                    "run again later."
                )
        raise NotPosted(
            f"The report's discussion is not among the {_PAGES * _PAGE:,} of {self.repository} that changed last, and "
            "there are more, so a new one could be a second one. Comment on the report's discussion if there is one, "
            "so that it is found again, or choose another issue-repository."
        )

    def _place(self, after: str | None) -> Json:
        owner, _, name = self.repository.partition("/")
        values = {"owner": owner, "name": name, "after": after}
        place = Reader(self.desk, self.desk.patience.time.now).graphql(_FIND, values).data.get("repository")
        if not isinstance(place, dict):
            raise NotPosted(f"The discussions of {self.repository} cannot be read. {_NEEDS}")
        return place

    def _mutate(self, document: str, values: Json) -> str:
        answer = self.desk.mutate(document, {"input": values})
        data = answer.body.get("data") if isinstance(answer.body, dict) else None
        [done] = data.values() if isinstance(data, dict) and len(data) == 1 else [None]
        discussion = done.get("discussion") if isinstance(done, dict) else None
        if not isinstance(discussion, dict):
            raise NotPosted(f"GitHub did not confirm the discussion in {self.repository}. {_NEEDS}")
        return str(discussion.get("url", ""))

    def _is_own(self, node: Json) -> bool:
        """GraphQL writes the author's login of an app without `[bot]`."""
        author = str((node.get("author") or {}).get("login", "")).lower().removesuffix("[bot]")
        return self.marker in str(node.get("body", "")) and self.viewer.login.lower().removesuffix("[bot]") == author


def _nodes(connection: Any) -> list[Json]:  # noqa: ANN401 - a part of an answer
    nodes = connection.get("nodes") if isinstance(connection, dict) else None
    return [node for node in nodes or () if isinstance(node, dict)]


def _is_whole(connection: Any) -> bool:  # noqa: ANN401 - a part of an answer
    """Whether a page is there without a hole, and says whether it is the last; an error leaves null in its place."""
    if not isinstance(connection, dict) or not isinstance(connection.get("nodes"), list):
        return False
    ends = connection.get("pageInfo")
    follows = ends.get("hasNextPage") if isinstance(ends, dict) else None
    known = follows is False or (follows is True and _following(connection) is not None)
    return known and all(isinstance(node, dict) for node in connection["nodes"])


def _following(connection: Any) -> str | None:  # noqa: ANN401 - a part of an answer
    """The cursor of the next page; None if there is none, or none that can be asked for."""
    ends = connection.get("pageInfo") if isinstance(connection, dict) else None
    more = isinstance(ends, dict) and ends.get("hasNextPage") is True
    return (ends.get("endCursor") or None) if isinstance(ends, dict) and more else None


def _category(found: list[Json]) -> str | None:
    open_ones = [node for node in found if not node.get("isAnswerable")]
    by_name = {str(node.get("name", "")).lower(): str(node["id"]) for node in open_ones}
    named = [by_name[name] for name in _CATEGORIES if name in by_name]
    return next(iter([*named, *by_name.values()]), None)
