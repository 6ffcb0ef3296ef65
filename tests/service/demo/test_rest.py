"""The demo's REST answers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from service.demo import CAST, DemoGitHub
from service.demo.places import Place
from service.github_api.transport import Answer

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
GITHUB = DemoGitHub(lambda: NOW)
MEMBER = DemoGitHub(lambda: NOW, viewer="daily-dana")


def get(path: str, **parameters: str | int) -> Answer:
    return GITHUB.rest(path, parameters)


def items(path: str, query: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = GITHUB.rest(path, {"q": query, "per_page": 100, **parameters})
    assert answer.status == 200
    found: list[dict[str, Any]] = answer.body["items"]
    return found


@pytest.mark.parametrize(
    ("login", "kind"), [("Daily-Dana", "User"), ("harbour-works", "Organization"), ("keel-bot[bot]", "Bot")]
)
def test_a_login_has_its_type(login: str, kind: str) -> None:
    assert get(f"/users/{login}").body["type"] == kind


@pytest.mark.parametrize(
    "path",
    [
        "/users/river-rio",
        "/user/1",
        "/users/river-rio/events/public",
        "/orgs/daily-dana",
        "/orgs/nowhere/members",
        "/orgs/nowhere/public_members",
        "/orgs/harbour-works/teams/quay/members",
        "/repos/harbour-works/nothing",
        "/repos/harbour-works/quayside/commits/0000",
        "/repos/harbour-works/quayside/pulls/1/files",
        "/gists",
    ],
)
def test_what_does_not_exist_is_404(path: str) -> None:
    answer = get(path)

    assert (answer.status, answer.body["message"]) == (404, "Not Found")


def test_a_renamed_account_is_found_by_its_number() -> None:
    number = get("/users/renamed-rio").body["id"]

    assert get(f"/user/{number}").body["login"] == "renamed-rio"


def test_answers_carry_the_budget_of_their_resource() -> None:
    core, search = get("/users/daily-dana"), get("/search/commits", q="author:daily-dana")

    assert core.headers["x-ratelimit-resource"] == "core"
    assert (search.headers["x-ratelimit-resource"], search.headers["x-ratelimit-limit"]) == ("search", "30")
    assert get("/rate_limit").body["resources"]["graphql"]["reset"] == int(NOW.replace(hour=21).timestamp())


def test_lists_come_in_pages_with_links() -> None:
    path = "/repos/harbour-works/quayside/commits"
    first, last = get(path, per_page=100), get(path, per_page=100, page=9)

    assert first.headers["link"].startswith(f'<https://api.github.com{path}?per_page=100&page=2>; rel="next"')
    assert 'rel="last"' in first.headers["link"]
    assert 'rel="next"' not in last.headers["link"]
    assert "link" not in get("/orgs/harbour-works/public_members").headers


def test_commits_are_listed_by_author_and_date() -> None:
    path = "/repos/harbour-works/tidewatch/commits"
    sam = get("/users/steady-sam").body
    by_login = get(path, author="steady-sam", since="2026-11-01T00:00:00Z", until="2026-11-10T00:00:00Z").body
    by_address = get(path, author=f"{sam['id']}+steady-sam@users.noreply.github.com", per_page=1).body

    assert {commit["author"]["login"] for commit in by_login} == {"steady-sam"}
    assert {commit["commit"]["author"]["date"][:7] for commit in by_login} == {"2026-11"}
    assert by_address[0]["author"]["login"] == "steady-sam"


def test_an_empty_repository_is_a_conflict() -> None:
    assert get("/repos/away-amara/away-amara/commits").status == 409


@pytest.mark.parametrize("ref", ["main", "HEAD"])
def test_a_commit_has_files_stats_and_parents(ref: str) -> None:
    commit = get(f"/repos/harbour-works/quayside/commits/{ref}").body

    assert commit["stats"]["total"] == sum(file["changes"] for file in commit["files"])
    assert commit["files"][0]["status"] in {"added", "modified"}
    assert len(commit["parents"]) == 1
    assert get(f"/repos/harbour-works/tidewatch/commits/{commit['sha']}").status == 404


def test_a_repository_tells_its_owner_and_language() -> None:
    body = get("/repos/Harbour-Works/Quayside").body

    assert (body["full_name"], body["language"], body["fork"]) == ("harbour-works/quayside", "Python", False)
    assert body["organization"]["login"] == "harbour-works"


def test_a_pull_request_lists_its_files_as_graphql_does() -> None:
    pull = GITHUB.world.opened_by("daily-dana")[0]

    files = get(f"/repos/{pull.repository.full_name}/pulls/{pull.number}/files").body

    assert [file["filename"] for file in files] == [file.path for file in pull.files]


def test_contributors_are_ranked_by_commits() -> None:
    ranked = get("/repos/harbour-works/quayside/contributors").body

    assert ranked[0]["login"] == "daily-dana"
    assert [each["contributions"] for each in ranked] == sorted((e["contributions"] for e in ranked), reverse=True)


def test_members_see_more_than_strangers() -> None:
    path = "/orgs/harbour-works/members"

    assert len(get(path).body) == 14
    assert len(MEMBER.rest(path).body) == 18
    assert {each["login"] for each in MEMBER.rest(path, {"role": "admin"}).body} == {"daily-dana", "manager-mona"}
    assert len(MEMBER.rest("/orgs/harbour-works/teams/quay/members").body) == 6
    assert get("/orgs/harbour-works").body["type"] == "Organization"


def test_commits_can_be_searched_by_author_date_place_and_merge() -> None:
    found = items("/search/commits", "author:daily-dana author-date:>=2026-11-01 merge:false org:harbour-works")
    merges = items("/search/commits", "author:daily-dana merge:true repo:harbour-works/tidewatch", order="asc")

    assert {item["author"]["login"] for item in found} == {"daily-dana"}
    assert min(item["commit"]["author"]["date"] for item in found) > "2026-11-01"
    assert {len(item["parents"]) for item in found} == {1}
    assert {len(item["parents"]) for item in merges} == {2}
    assert [item["commit"]["author"]["date"] for item in merges] == sorted(
        item["commit"]["author"]["date"] for item in merges
    )


def test_pull_requests_can_be_searched_by_author_reviewer_and_date() -> None:
    merged = items("/search/issues", "author:steady-sam is:pr is:merged merged:>=2026-10-01 created:<2026-11-10")
    reviewed = items("/search/issues", "reviewed-by:steady-sam is:pr")

    assert {item["user"]["login"] for item in merged} == {"steady-sam"}
    assert min(item["pull_request"]["merged_at"] for item in merged) > "2026-10-01"
    assert len(reviewed) == 8
    assert items("/search/issues", "author:steady-sam reviewed-by:steady-sam is:pr") == []
    assert items("/search/issues", "author:steady-sam is:pr is:open") == []
    assert items("/search/issues", "author:steady-sam is:issue") == []


@pytest.mark.parametrize(
    ("dates", "oldest", "newest"),
    [
        ("2026-11-18", "18", "18"),
        ("2026-11-17..2026-11-18", "17", "18"),
        (">2026-11-18", "19", "19"),
        (">=2026-11-17T08:00:00Z", "17", "19"),
        ("<2026-11-18 author-date:2026-11-17..*", "17", "17"),
        ("<=2026-11-18 author-date:>=2026-11-16", "16", "18"),
        ("*..2026-11-17 author-date:>2026-11-15", "16", "17"),
    ],
)
def test_dates_are_ranges(dates: str, oldest: str, newest: str) -> None:
    found = items("/search/commits", f"author:daily-dana author-date:{dates}")

    days = [item["commit"]["author"]["date"][8:10] for item in found]
    assert (min(days), max(days)) == (oldest, newest)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/search/commits", "author:nobody-here"),
        ("/search/issues", "author:nobody-here is:pr"),
        ("/search/issues", "author:steady-sam reviewed-by:nobody-here is:pr"),
    ],
)
def test_a_search_for_nobody_is_refused(path: str, query: str) -> None:
    answer = get(path, q=query)

    assert answer.status == 422
    assert answer.body["errors"][0]["message"].startswith("The listed users cannot be searched")


def test_events_are_recent_newest_first_and_pushes_carry_no_commits() -> None:
    events = get("/users/daily-dana/events/public", per_page=100).body

    assert {event["type"] for event in events} == {"PushEvent", "PullRequestEvent", "PullRequestReviewEvent"}
    assert [event["created_at"] for event in events] == sorted((e["created_at"] for e in events), reverse=True)
    assert min(event["created_at"] for event in events) > "2026-10-20T20:00:00Z"
    assert all("commits" not in event["payload"] for event in events)


def test_a_fork_earns_no_contributions_but_lists_its_commits() -> None:
    fork = Place("student-sol/campus-map", created=110, fork=True)
    cast = CAST.without("student-sol").with_persona(next(p for p in CAST.personas if p.login == "student-sol"), fork)
    github = DemoGitHub(lambda: NOW, cast=cast)
    document = '{ user(login: "student-sol") { contributionsCollection { totalCommitContributions } } }'

    answer = github.graphql(document, {})

    assert answer.body["data"]["user"]["contributionsCollection"] == {"totalCommitContributions": 0}
    assert github.rest("/repos/student-sol/campus-map").body["fork"] is True
    assert len(github.rest("/repos/student-sol/campus-map/commits").body) == 30
