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
query Discussions($owner: String!, $name: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    id
    discussionCategories(first: 25) { nodes { id name isAnswerable } }
    discussions(first: 100, orderBy: { field: UPDATED_AT, direction: DESC }) {
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
        place = self._place()
        for node in _nodes(place.get("discussions")):
            author = node.get("author") or {}
            if self.marker in str(node.get("body", "")) and self._is_own(str(author.get("login", ""))):
                return self._mutate(_UPDATE, {"discussionId": node["id"], "title": title, "body": body})
        if not _is_whole(place.get("discussions")):
            raise NotPosted(
                f"GitHub did not list all discussions of {self.repository}, so a new one could be a second one; "
                "run again later."
            )
        category = _category(_nodes(place.get("discussionCategories")))
        if category is None:
            raise NotPosted(f"{self.repository} has no category of discussions for a report. {_NEEDS}")
        created = {"repositoryId": place["id"], "categoryId": category, "title": title, "body": body}
        return self._mutate(_CREATE, created)

    def _place(self) -> Json:
        owner, _, name = self.repository.partition("/")
        reply = Reader(self.desk, self.desk.patience.time.now).graphql(_FIND, {"owner": owner, "name": name})
        place = reply.data.get("repository")
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

    def _is_own(self, author: str) -> bool:
        """GraphQL writes the author's login of an app without `[bot]`."""
        return self.viewer.login.lower().removesuffix("[bot]") == author.lower().removesuffix("[bot]")


def _nodes(connection: Any) -> list[Json]:  # noqa: ANN401 - a part of an answer
    nodes = connection.get("nodes") if isinstance(connection, dict) else None
    return [node for node in nodes or () if isinstance(node, dict)]


def _is_whole(connection: Any) -> bool:  # noqa: ANN401 - a part of an answer
    """Whether a list is there without a hole; an error leaves null in its place."""
    nodes = connection.get("nodes") if isinstance(connection, dict) else None
    return isinstance(nodes, list) and all(isinstance(node, dict) for node in nodes)


def _category(found: list[Json]) -> str | None:
    open_ones = [node for node in found if not node.get("isAnswerable")]
    by_name = {str(node.get("name", "")).lower(): str(node["id"]) for node in open_ones}
    named = [by_name[name] for name in _CATEGORIES if name in by_name]
    return next(iter([*named, *by_name.values()]), None)
