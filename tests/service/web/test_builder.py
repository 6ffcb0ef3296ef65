"""The builder as it is without scripts: a form, a preview and something to copy."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import AsyncClient

from service.demo import PERSONAS
from service.web.pages.options import PageOptions
from tests.service.web.demo_application import DOWN, client_of, running_demo
from tests.service.web.html import Element, read


def snippet(page: Element, name: str) -> str:
    return page.one(class_=f"as-{name}").one("pre").text


def sources(page: Element) -> list[str]:
    return [image.attributes["src"] for image in page.one(id="preview").all("img")]


async def test_a_login_shows_its_badge_and_card_on_light_and_on_dark(visitor: AsyncClient) -> None:
    answer = await visitor.get("/?login=principal-priya")

    page = read(answer.text)
    assert answer.status_code == 200
    assert [urlsplit(source).path for source in sources(page)] == [
        "/badge/principal-priya.svg",
        "/card/principal-priya.svg",
    ] * 2
    assert [parse_qs(urlsplit(source).query)["theme"] for source in sources(page)] == [["light"]] * 2 + [["dark"]] * 2
    assert "hands-on, 7" in page.one(class_="caption").text


async def test_every_image_of_the_preview_is_there(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/?login=daily-dana&style=social&locale=ar")).text)

    statuses = [(await visitor.get(source)).headers["x-badge-status"] for source in sources(page)]

    assert statuses == ["ok"] * 4


async def test_what_is_chosen_is_in_the_snippet_and_stays_chosen(visitor: AsyncClient) -> None:
    query = "login=daily-dana&style=for-the-badge&theme=nord&metric=days&label=a+%26+b&color=teal&logo=github&locale=de"

    page = read((await visitor.get(f"/?{query}")).text)

    expected = "style=for-the-badge&theme=nord&metric=days&label=a%20%26%20b&color=teal&logo=github&locale=de"
    assert snippet(page, "address") == f"https://badges.example/badge/daily-dana.svg?{expected}"
    chosen = {select.attributes["name"]: select.all("option", selected="") for select in page.all("select")}
    assert {name: [option.attributes["value"] for option in options] for name, options in chosen.items()} == {
        "theme": ["nord"],
        "locale": ["de"],
        "style": ["for-the-badge"],
        "metric": ["days"],
    }
    assert page.one("input", id="label").attributes["value"] == "a & b"


async def test_the_usual_choices_are_left_out_of_the_address(visitor: AsyncClient) -> None:
    query = "style=flat&theme=auto&metric=&label=&color=&logo=&locale=en&image=badge"

    page = read((await visitor.get(f"/?login=daily-dana&{query}")).text)

    assert snippet(page, "address") == "https://badges.example/badge/daily-dana.svg"


async def test_a_card_has_the_choices_of_a_card(visitor: AsyncClient) -> None:
    query = "image=card&hide=gaps&hide=parts&border=false&background=fff&style=social"

    page = read((await visitor.get(f"/?login=daily-dana&{query}")).text)

    assert snippet(page, "address") == (
        "https://badges.example/card/daily-dana.svg?background=fff&hide=gaps,parts&border=false"
    )


async def test_a_badge_can_do_without_its_label(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/?login=daily-dana&label=ignored&nolabel=yes")).text)

    assert snippet(page, "address").endswith("?label=")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("style", "round"),
        ("theme", "loud"),
        ("metric", "commits"),
        ("locale", "tlh"),
        ("color", "nocolour"),
        ("labelColor", "#12"),
        ("logo", "nologo"),
        ("logoColor", "rgb(1,2,3)"),
        ("background", "none"),
        ("hide", "everything"),
        ("label", "y" * 61),
        ("login", "-no-login"),
        ("image", "poster"),
    ],
)
async def test_a_value_that_is_not_allowed_is_told_beside_its_field_and_has_no_effect(
    visitor: AsyncClient, field: str, value: str
) -> None:
    answer = await visitor.get("/", params={"login": "daily-dana", field: value})

    page = read(answer.text)
    assert answer.status_code == 422
    assert page.one(id=f"error-{field}").text
    assert value not in snippet(page, "address")


async def test_the_field_of_an_error_is_marked_for_people_who_hear_it(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/?login=daily-dana&color=nocolour")).text)

    marked = page.one("input", id="color").attributes
    assert marked["aria-invalid"] == "true"
    assert marked["aria-describedby"] == "error-color"


async def test_a_query_that_is_too_long_is_refused(visitor: AsyncClient) -> None:
    answer = await visitor.get("/?label=" + "y" * 2100)

    assert answer.status_code == 422


async def test_the_demo_starts_with_an_example_and_offers_everybody(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/")).text)

    assert page.one(class_="caption").text.startswith("An example,")
    assert [link.text for link in page.one(id="people").all("a")] == [persona.name for persona in PERSONAS]


async def test_without_the_demo_a_sample_is_shown_and_nobody_is_asked_about() -> None:
    async with running_demo(demo=False) as running, client_of(running) as client:
        page = read((await client.get("/?style=plastic")).text)
        image = await client.get(sources(page)[0])

        assert [urlsplit(source).path for source in sources(page)] == ["/sample/badge.svg", "/sample/card.svg"] * 2
        assert "hands-on · " in image.text
        assert page.all(id="people") == []
        assert running.services.scorer.waiting == 0


@pytest.mark.parametrize("query", ["", "?metric=days&locale=ja&label=x", "?style=round", "?theme=loud"])
@pytest.mark.parametrize("kind", ["badge", "card"])
async def test_the_sample_is_an_image_whatever_is_chosen(visitor: AsyncClient, kind: str, query: str) -> None:
    answer = await visitor.get(f"/sample/{kind}.svg{query}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


async def test_who_has_no_score_is_told_why(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/?login=nobody-at-all")).text)

    assert "not found" in page.one(class_="caption").text
    assert page.one(id="preview").one(class_="error").text == "GitHub knows no user named nobody-at-all."


@pytest.mark.parametrize(
    "pasted",
    ["https://github.com/daily-dana", "https://github.com/daily-dana/", "github.com/daily-dana", "@daily-dana"],
)
async def test_what_is_pasted_of_github_is_as_good_as_a_login(visitor: AsyncClient, pasted: str) -> None:
    answer = await visitor.get("/", params={"login": pasted})

    page = read(answer.text)
    assert answer.status_code == 200
    assert snippet(page, "address") == "https://badges.example/badge/daily-dana.svg"
    assert page.one("input", id="login").attributes["value"] == pasted


async def test_an_organisation_sees_its_own_badge_and_no_card(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/?login=harbour-works&image=card&metric=days")).text)

    assert [urlsplit(source).path for source in sources(page)] == ["/badge/org/harbour-works.svg"] * 2
    assert snippet(page, "address") == "https://badges.example/badge/org/harbour-works.svg"
    assert [tab.text for tab in page.all("label", hidden="")] == ["shields.io"]


async def until_settled(visitor: AsyncClient, path: str) -> Element:
    for _ in range(500):
        page = read((await visitor.get(path)).text)
        if not page.all("div", **{"data-waiting": ""}):
            return page
        await asyncio.sleep(0.01)
    raise AssertionError("it waits for ever")


async def test_a_summary_that_is_being_made_is_waited_for_and_then_told(visitor: AsyncClient) -> None:
    first = read((await visitor.get("/?login=harbour-works")).text)
    later = await until_settled(visitor, "/?login=harbour-works")

    assert len(first.all("div", **{"data-waiting": ""})) == 1
    assert re.search(r"^: hands-on, \d+ of \d+, as of ", later.one(class_="caption").text)


async def test_while_github_is_out_of_reach_the_builder_still_works(visitor: AsyncClient) -> None:
    answer = await visitor.get(f"/?login={DOWN}")

    assert answer.status_code == 200
    assert f"/badge/{DOWN}.svg" in snippet(read(answer.text), "markdown")


async def test_snippets_begin_with_the_public_address_if_there_is_one() -> None:
    pages = PageOptions(public_url="https://hands-on.example/")
    async with running_demo(pages) as running, client_of(running) as client:
        page = read((await client.get("/?login=daily-dana")).text)

    assert snippet(page, "address") == "https://hands-on.example/badge/daily-dana.svg"


async def test_an_address_of_this_machine_comes_with_a_hint(visitor: AsyncClient) -> None:
    here = await visitor.get("http://localhost:8000/?login=daily-dana")
    public = await visitor.get("/?login=daily-dana")

    assert "from this machine alone" in here.text
    assert "from this machine alone" not in public.text


async def test_a_page_that_is_known_already_is_not_sent_again(visitor: AsyncClient) -> None:
    first = await visitor.get("/?login=daily-dana")

    second = await visitor.get("/?login=daily-dana", headers={"If-None-Match": first.headers["etag"]})

    assert (second.status_code, second.content) == (304, b"")
