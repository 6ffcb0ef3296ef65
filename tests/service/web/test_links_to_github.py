"""Where the evidence is: links to GitHub's own pages, for real people and public repositories."""

from dataclasses import replace

import pytest
from httpx import AsyncClient

from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving
from tests.service.web.html import Element, read

REL = "noopener noreferrer nofollow"
ENTERPRISE = {"GITHUB_API_URL": "https://forge.example/api/v3"}


def away(page: Element, host: str) -> dict[str, str]:
    """The links to this host: address and rel."""
    links = [link.attributes for link in page.all("a") if link.attributes["href"].startswith(f"https://{host}/")]
    return {link["href"]: link["rel"] for link in links}


@pytest.mark.parametrize(("environ", "host"), [({}, "github.com"), (ENTERPRISE, "forge.example")])
async def test_a_person_and_their_public_repositories_are_linked(
    source: FakeSource, clock: FakeClock, environ: dict[str, str], host: str
) -> None:
    ada = somebody("ada")
    source.outcomes["ada"] = ada
    async with serving(source, clock, environ=environ) as (client, _):
        page = read((await client.get("/u/ada")).text)

    expected = ["ada", "ada/ada", *(repository.name for repository in ada.repositories)]
    assert away(page, host) == {f"https://{host}/{path}": REL for path in expected}
    assert page.one("h1").one("a").attributes["href"] == f"https://{host}/ada"


async def test_a_private_repository_is_named_without_a_link(source: FakeSource, clock: FakeClock) -> None:
    ada = somebody("ada")
    hidden = tuple(replace(repository, private=True) for repository in ada.repositories)
    source.outcomes["ada"] = replace(ada, repositories=hidden)
    async with serving(source, clock) as (client, _):
        page = read((await client.get("/u/ada")).text)

    assert set(away(page, "github.com")) == {"https://github.com/ada", "https://github.com/ada/ada"}
    assert hidden[0].name in page.one("section", **{"aria-labelledby": "repositories"}).text


async def test_invented_people_are_not_linked(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/u/principal-priya")).text)

    assert away(page, "github.com") == {}
    assert "orchard-labs/keelson" in page.one("section", **{"aria-labelledby": "repositories"}).text
