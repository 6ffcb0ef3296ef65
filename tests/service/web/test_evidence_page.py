"""The page that explains a score: what it shows, of whom, and with which status."""

import pytest
from httpx import AsyncClient

from service.model import MODEL
from service.web.limits import ClientLimits
from service.web.pages.options import PageOptions
from tests.service.web.demo_application import DOWN, LEVEL_ONLY, SCORE_ONLY, SLOW, Running, client_of, running_demo
from tests.service.web.html import Element, read

TITLES = {
    "weeks": "Twelve weeks",
    "numbers": "In numbers",
    "part-rhythm": "Rhythm",
    "part-recency": "Recency",
    "part-engagement": "Engagement",
    "repositories": "Repositories",
    "gaps": "What could not be seen",
    "fresh": "How fresh this is",
    "yours-title": "Are you principal-priya? You decide",
    "wrong": "Is a number wrong?",
    "not-this": "What this is not",
}


async def opened(visitor: AsyncClient, login: str) -> Element:
    return read((await visitor.get(f"/u/{login}")).text)


def headings(page: Element) -> dict[str, str]:
    return {title.attributes["id"]: title.text for title in page.all("h2")}


async def test_a_score_is_explained_from_the_sentence_to_the_gaps(visitor: AsyncClient) -> None:
    page = await opened(visitor, "principal-priya")

    assert headings(page) == TITLES
    assert page.one("h1").text == "principal-priya"
    assert page.one(class_="level").text == "hands-on"
    assert page.one(class_="value").one("strong").text.startswith("7")
    assert "Wrote code on 12 days in the last 12 weeks" in page.all(class_="lead")[0].text


async def test_the_chart_says_what_the_table_behind_it_says(visitor: AsyncClient) -> None:
    page = await opened(visitor, "holiday-hana")

    drawn = [number.text for number in page.one(class_="chart").all("text", class_="number")]
    rows = page.one("div", **{"aria-label": "Weeks as a table"}).one("tbody").all("tr")
    written = [row.all("td")[0].text for row in reversed(rows)]
    assert drawn == written
    assert drawn == ["4"] * 9 + ["0"] * 3
    assert page.one("desc").text == f"Coding days in each week, oldest first: {', '.join(drawn)}."


async def test_days_that_are_only_counts_are_drawn_apart(visitor: AsyncClient) -> None:
    page = await opened(visitor, "private-pat")

    chart = page.one(class_="chart")
    assert (len(chart.all("rect", class_="coding")), len(chart.all("rect", class_="private"))) == (0, 12)
    assert "known only as a number" in page.one("section", **{"aria-labelledby": "gaps"}).text


@pytest.mark.parametrize("login", ["private-pat", "private-paz"])
async def test_who_is_seen_as_a_number_alone_is_told_that_number_and_no_zero(visitor: AsyncClient, login: str) -> None:
    page = await opened(visitor, login)
    days = (await visitor.get(f"/api/v1/users/{login}")).json()["private_days"]

    numbers = page.one("section", **{"aria-labelledby": "numbers"})
    facts = dict(zip([fact.text for fact in numbers.all("dt")], [fact.text for fact in numbers.all("dd")], strict=True))
    assert days > 20
    assert facts["Counted"] == f"{days} private days"
    assert {facts["Coding days"], facts["Weeks in a row"]} == {"not known"}
    assert "Last coding day" not in facts


async def test_the_chart_says_what_a_private_day_counts(visitor: AsyncClient) -> None:
    private, public = await opened(visitor, "private-pat"), await opened(visitor, "daily-dana")

    said = f"A private day counts {MODEL.private_day:g} of a good one"
    assert said in private.one("section", **{"aria-labelledby": "weeks"}).text
    assert "rivate day counts" not in public.one("main").text
    assert "after a plus" in private.one("desc").text


@pytest.mark.parametrize(
    ("login", "title"),
    [
        ("optout-oona", "optout-oona: opted out"),
        ("nobody-at-all", "nobody-at-all: not found"),
        ("-no-login", "-no-login: invalid login"),
        ("daily-dana", "daily-dana: hands-on"),
    ],
)
async def test_a_title_names_the_login_and_says_what_the_page_says(
    visitor: AsyncClient, login: str, title: str
) -> None:
    page = await opened(visitor, login)

    assert page.one("title").text == title
    assert title.partition(": ")[2] in page.one("main").text


async def test_each_part_has_its_points_and_its_formula(visitor: AsyncClient) -> None:
    page = await opened(visitor, "daily-dana")

    parts = [page.one("section", **{"aria-labelledby": f"part-{name}"}) for name in ("rhythm", "recency", "engagement")]
    assert [part.one(class_="points").text for part in parts] == ["60.0", "25.0", "15.0"]
    assert [part.one("code").text.split()[0] for part in parts] == ["60", "25", "15"]


async def test_repositories_are_living_or_personal_and_say_why(visitor: AsyncClient) -> None:
    page = await opened(visitor, "student-sol")

    [row] = page.one("section", **{"aria-labelledby": "repositories"}).one("tbody").all("tr")
    assert [cell.text for cell in (*row.all("th"), *row.all("td"))][::2] == ["student-sol/campus-map", "personal"]
    assert row.all("td")[2].text


async def test_there_is_a_button_to_look_again_and_a_way_out(visitor: AsyncClient) -> None:
    page = await opened(visitor, "daily-dana")

    form = page.one("form")
    assert (form.attributes["action"], form.attributes["method"]) == ("/u/daily-dana/refresh", "post")
    assert "badge: off" in page.one(id="yours").one("pre").text
    assert "paused:" in page.one(id="yours").one("pre").text


@pytest.mark.parametrize(
    ("login", "status", "says"),
    [
        ("daily-dana", 200, "hands-on"),
        ("newcomer-nils", 200, "not visible"),
        ("away-amara", 200, "Nothing else is shown until they end the pause."),
        ("optout-oona", 200, "No score is computed, kept or shown."),
        ("harbour-works", 200, "The organisation's badge"),
        ("keel-bot[bot]", 200, "only people have a score"),
        ("nobody-at-all", 404, "GitHub knows no user named nobody-at-all."),
        ("-no-login", 422, "is not a GitHub login"),
        (DOWN, 503, "GitHub did not answer."),
    ],
)
async def test_every_status_has_its_own_page_and_a_true_code(
    visitor: AsyncClient, login: str, status: int, says: str
) -> None:
    answer = await visitor.get(f"/u/{login}")

    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert says in read(answer.text).one("main").text


async def test_an_answer_that_may_come_later_says_when_to_ask(visitor: AsyncClient) -> None:
    assert (await visitor.get(f"/u/{DOWN}")).headers["retry-after"] == "60"


async def test_who_asks_for_too_many_is_told_when_to_come_back() -> None:
    async with running_demo(limits=ClientLimits("1/hour", "1/hour")) as running, client_of(running) as client:
        answers = [await client.get(f"/u/{login}") for login in ("daily-dana", "steady-sam", "daily-dana")]
        again = [await client.post("/u/daily-dana/refresh") for _ in range(2)]

    assert [answer.status_code for answer in (*answers, *again)] == [200, 429, 200, 303, 429]
    assert int(answers[1].headers["retry-after"]) > 0
    assert int(again[1].headers["retry-after"]) > 0
    refused = read(again[1].text).one("main")
    assert "Each client may ask for 1 refresh an hour; ask again in " in refused.text
    assert [link.attributes["href"] for link in refused.all("a")] == ["/u/daily-dana"]


async def test_a_first_look_that_takes_long_is_a_page_that_reloads_itself() -> None:
    async with running_demo(image_seconds=0.05) as running, client_of(running) as client:
        waiting = await client.get(f"/u/{SLOW}")
        running.gate.set()
        await running.services.scorer.refresh(SLOW, wait=10)
        done = await client.get(f"/u/{SLOW}")

    assert (waiting.status_code, waiting.headers["retry-after"]) == (202, "3")
    assert read(waiting.text).one("meta", **{"http-equiv": "refresh"}).attributes["content"] == "3"
    assert done.status_code == 200


async def test_who_shows_the_score_alone_has_no_evidence_on_the_page(visitor: AsyncClient) -> None:
    page = await opened(visitor, SCORE_ONLY)

    assert page.one(class_="value").one("strong").text == "100"
    assert page.all(class_="chart") == []
    assert "harbour-works" not in page.text


async def test_who_shows_the_level_alone_has_no_number_on_the_page(visitor: AsyncClient) -> None:
    answer = await visitor.get(f"/u/{LEVEL_ONLY}")

    page = read(answer.text)
    assert page.one(class_="level").text == "hands-on"
    assert page.all(class_="value") == []
    assert "of 100" not in answer.text


async def test_nothing_visible_is_no_zero(visitor: AsyncClient) -> None:
    page = await opened(visitor, "newcomer-nils")

    assert page.all(class_="value") == []
    assert page.all(class_="points") == []
    assert "Unknown is not zero" in page.one("main").text


async def test_a_stale_score_says_so(demo: Running, visitor: AsyncClient) -> None:
    await visitor.get("/u/daily-dana")
    demo.clock.advance(days=2)

    page = await opened(visitor, "daily-dana")

    assert "may be out of date" in page.one(class_="who").text


async def test_search_engines_are_kept_out_unless_the_operator_lets_them_in(visitor: AsyncClient) -> None:
    usual = await visitor.get("/u/daily-dana")
    async with running_demo(PageOptions(index_people=True)) as running, client_of(running) as client:
        listed = await client.get("/u/daily-dana")

    assert usual.headers["x-robots-tag"] == "noindex, nofollow"
    assert read(usual.text).one("meta", name="robots").attributes["content"] == "noindex, nofollow"
    assert "x-robots-tag" not in listed.headers
    assert read(listed.text).all("meta", name="robots") == []


async def test_a_link_to_the_page_has_a_preview(visitor: AsyncClient) -> None:
    page = await opened(visitor, "daily-dana")

    tags = {tag.attributes.get("property"): tag.attributes.get("content") for tag in page.all("meta")}
    assert tags["og:title"] == "daily-dana: hands-on, 100 of 100"
    assert tags["og:url"] == "https://badges.example/u/daily-dana"
    assert tags["og:image"] == "https://badges.example/card/daily-dana.png"


async def test_who_runs_the_service_may_say_where_to_report(visitor: AsyncClient) -> None:
    pages = PageOptions(report_url="https://forge.example/issues")
    async with running_demo(pages) as running, client_of(running) as client:
        told = await opened(client, "daily-dana")
    untold = await opened(visitor, "daily-dana")

    link = told.one("section", **{"aria-labelledby": "wrong"}).one("a")
    assert link.attributes["href"] == "https://forge.example/issues"
    assert "whoever runs https://badges.example" in untold.one("section", **{"aria-labelledby": "wrong"}).text
