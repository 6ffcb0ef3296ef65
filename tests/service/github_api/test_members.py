"""Members of an organisation, from GitHub's answers."""

from dataclasses import replace

import pytest

from service.demo import CAST, DemoGitHub
from service.demo.cast import Crew
from service.demo.records import Membership
from service.errors import GitHubDown, UnknownLogin
from service.evidence import Login
from service.github_api.gateway import Gateway
from service.github_api.members import GitHubMembers
from service.github_api.tokens import TokenPool
from service.github_api.transport import Answer, Json, Transport
from tests.fakes import NOW

HARBOUR = Login("harbour-works")


def members_of(transport: Transport) -> GitHubMembers:
    pool = TokenPool(("token",), clock=lambda: NOW)
    return GitHubMembers(Gateway(pool, lambda _: transport, lambda: NOW, lambda _: None))


class Answering:
    """A transport that gives these answers, the last one again and again."""

    def __init__(self, *bodies: object) -> None:
        self.bodies = list(bodies)
        self.asked: list[Json] = []

    def graphql(self, query: str, variables: Json) -> Answer:
        del query
        self.asked.append(variables)
        return Answer(200, {}, self.bodies.pop(0) if len(self.bodies) > 1 else self.bodies[0])

    def rest(self, path: str, parameters: object = None) -> Answer:
        raise AssertionError((path, parameters))


def page(*logins: str | None, more: str | None = None, total: int = 0) -> Json:
    connection = {
        "totalCount": total,
        "pageInfo": {"hasNextPage": more is not None, "endCursor": more},
        "nodes": [None if login is None else {"login": login} for login in logins],
    }
    return {"data": {"organization": {"login": "Acme", "membersWithRole": connection}}}


def test_a_stranger_sees_public_members_alone() -> None:
    stranger = members_of(DemoGitHub(lambda: NOW)).fetch(HARBOUR, 100)
    insider = members_of(DemoGitHub(lambda: NOW, viewer="daily-dana")).fetch(HARBOUR, 100)

    assert (stranger.total, len(stranger.logins)) == (14, 14)
    assert set(insider.logins) - set(stranger.logins) == {"reviewer-rosa", "private-pat", "leave-leo", "optout-oona"}


def test_a_large_organisation_is_read_page_by_page() -> None:
    colleagues = tuple((f"person-{number}", "Somebody") for number in range(250))
    crew = Crew("big-crew", "Big Crew", tuple(Membership(login) for login, _ in colleagues))
    cast = replace(CAST, colleagues=(*CAST.colleagues, *colleagues), crews=(*CAST.crews, crew))

    found = members_of(DemoGitHub(lambda: NOW, cast=cast)).fetch(Login("big-crew"), 1000)

    assert sorted(found.logins) == sorted(login for login, _ in colleagues)
    assert found.total == 250


def test_no_more_pages_are_asked_for_than_are_needed() -> None:
    transport = Answering(page("a", "b", more="1", total=9), page("c", "d", more="2", total=9))

    found = members_of(transport).fetch(Login("acme"), 3)

    assert (found.logins, found.total) == (("a", "b", "c"), 9)
    assert [variables["after"] for variables in transport.asked] == [None, "1"]


def test_machines_and_those_who_are_gone_are_left_out() -> None:
    found = members_of(Answering(page("Ada", None, "robo[bot]", "not a login"))).fetch(Login("acme"), 100)

    assert (found.organisation, found.logins) == ("Acme", ("ada",))


def test_who_is_no_organisation_is_unknown() -> None:
    for login in ("daily-dana", "nobody-at-all"):
        with pytest.raises(UnknownLogin, match=login):
            members_of(DemoGitHub(lambda: NOW)).fetch(Login(login), 100)


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"organization": {"login": "acme", "membersWithRole": None}}},
        {"data": {"organization": None, "rateLimit": {"cost": 1}}},
        {"errors": [{"message": "no", "type": "VALIDATION"}]},
    ],
)
def test_an_answer_that_is_none_is_an_error(body: Json) -> None:
    with pytest.raises(GitHubDown, match="members"):
        members_of(Answering(body)).fetch(Login("acme"), 100)
