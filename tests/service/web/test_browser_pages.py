"""Every page in Chromium: accessible, narrow and wide, light and dark, small, fast and alone."""

import asyncio

import pytest
from playwright.async_api import Browser, expect

from tests.service.web.browsing import listening, too_wide, violations, visiting
from tests.service.web.demo_application import DOWN, LEVEL_ONLY, SCORE_ONLY, SLOW, Running, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PAGES = [
    "/",
    "/?login=private-pat&style=social&locale=ar&color=nocolour",
    "/?login=harbour-works",
    f"/?login={'w' * 39}",
    f"/?login=-{'w' * 78}",
    "/u/daily-dana",
    "/u/private-pat",
    "/u/newcomer-nils",
    f"/u/{SCORE_ONLY}",
    f"/u/{LEVEL_ONLY}",
    "/u/away-amara",
    "/u/optout-oona",
    "/u/harbour-works",
    "/u/keel-bot[bot]",
    "/u/nobody-at-all",
    "/u/-no-login",
    f"/u/{DOWN}",
    "/methodology",
    "/docs",
    "/nowhere",
]
WIDTHS = [320, 640, 1000, 1280, 1920]
LARGEST = 60 * 1024


@pytest.mark.parametrize("path", PAGES)
async def test_axe_finds_nothing_wrong(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site, color_scheme="light") as visit:
        await visit.page.goto(path)
        light = await violations(visit.page)
        await visit.page.emulate_media(color_scheme="dark")
        dark = await violations(visit.page, "color-contrast", "link-in-text-block")

        assert light + dark == []


@pytest.mark.parametrize("path", ["/?login=daily-dana", "/u/daily-dana", "/methodology"])
async def test_axe_finds_nothing_wrong_on_a_phone(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site, viewport={"width": 320, "height": 640}) as visit:
        await visit.page.goto(path)
        for closed in await visit.page.locator("details > summary").all():
            await closed.click()

        assert await violations(visit.page) == []


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_is_wider_than_its_window(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto(path)
        overflow = {}
        for width in WIDTHS:
            await visit.page.set_viewport_size({"width": width, "height": 800})
            overflow[width] = await too_wide(visit.page)

        assert overflow == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("path", ["/?login=daily-dana", "/u/daily-dana"])
async def test_letters_may_be_twice_as_large(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site, viewport={"width": 640, "height": 800}) as visit:
        await visit.page.goto(path)
        await visit.page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert await too_wide(visit.page) == 0


async def test_axe_finds_nothing_wrong_with_links_to_real_people(browser: Browser) -> None:
    async with (
        running_demo(demo=False) as running,
        listening(running.app) as address,
        visiting(browser, address) as visit,
    ):
        await visit.page.goto("/u/principal-priya")

        assert await visit.page.locator("h1 a").get_attribute("href") == "https://github.com/principal-priya"
        assert await violations(visit.page) == []
        assert visit.complaints == []


async def test_the_halves_of_the_footer_stand_on_one_line(browser: Browser, site: str) -> None:
    async with visiting(browser, site, viewport={"width": 1280, "height": 800}) as visit:
        await visit.page.goto("/methodology")
        text_tops = await visit.page.evaluate(
            """() => [".foot p", ".foot li a"].map(name => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector(name));
              return range.getBoundingClientRect().top;
            })"""
        )

    assert text_tops[0] == pytest.approx(text_tops[1], abs=0.5)


async def test_pages_follow_light_and_dark(browser: Browser, site: str) -> None:
    found = {}
    for scheme in ("light", "dark"):
        async with visiting(browser, site, color_scheme=scheme) as visit:
            await visit.page.goto("/")
            found[scheme] = await visit.page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert found == {"light": "rgb(249, 249, 247)", "dark": "rgb(14, 17, 20)"}


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_small_alone_and_without_complaints(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto(path)
        await visit.page.wait_for_load_state("networkidle")
        sizes = [await request.sizes() for request in visit.requests]
        weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

        assert {request.url.split("/")[2] for request in visit.requests} == {site.removeprefix("http://")}
        assert 1000 < weight <= LARGEST
        assert [text for text in visit.complaints if "status of 4" not in text and "status of 5" not in text] == []


@pytest.mark.parametrize("path", ["/?login=daily-dana", "/u/daily-dana", "/methodology"])
async def test_the_first_paint_needs_one_answer(browser: Browser, site: str, path: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        # Everything but the page itself never comes, and yet there is something to see.
        await page.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else None)
        await page.goto(path, wait_until="commit")
        await expect(page.locator("h1")).to_be_visible()
        painted = await page.evaluate(
            "new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))"
            ".observe({type: 'paint', buffered: true}))"
        )

        assert painted > 0
        await page.unroute_all(behavior="ignoreErrors")


async def test_the_table_behind_the_chart_opens_with_the_keyboard(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto("/u/daily-dana")
        await visit.page.locator("summary").focus()
        await visit.page.keyboard.press("Enter")

        await expect(visit.page.get_by_role("cell", name="5.0").first).to_be_visible()


async def test_the_button_looks_again_and_comes_back(browser: Browser, site: str, stage: Running) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto("/u/steady-sam")
        stage.clock.advance(minutes=7)
        await visit.page.get_by_role("button", name="Look again now").click()

        await expect(visit.page.get_by_text("12:07 UTC").first).to_be_visible()
        assert visit.page.url == f"{site}/u/steady-sam"


async def test_a_waiting_page_shows_the_answer_when_it_is_there(browser: Browser) -> None:
    async with (
        running_demo(image_seconds=0.05) as running,
        listening(running.app) as address,
        visiting(browser, address) as visit,
    ):
        answer = await visit.page.goto(f"/u/{SLOW}")
        assert answer is not None
        assert answer.status == 202
        assert await violations(visit.page) == []
        running.gate.set()

        await expect(visit.page.locator(".level")).to_have_text("hands-on")


async def test_a_waiting_page_reloads_itself_without_scripts(browser: Browser) -> None:
    async with (
        running_demo(image_seconds=0.05) as running,
        listening(running.app) as address,
        visiting(browser, address, java_script_enabled=False) as visit,
    ):
        await visit.page.goto(f"/u/{SLOW}")
        running.gate.set()
        await visit.page.wait_for_event("load")

        assert await visit.page.locator(".level").text_content() == "hands-on"


async def test_a_waiting_builder_looks_again_by_itself(browser: Browser) -> None:
    async with (
        running_demo(image_seconds=0.05) as running,
        listening(running.app) as address,
        visiting(browser, address) as visit,
    ):
        await visit.page.goto(f"/?login={SLOW}")
        await expect(visit.page.locator(".caption")).to_contain_text("warming up")
        running.gate.set()

        await expect(visit.page.locator(".caption")).to_contain_text("hands-on")


async def test_those_who_want_no_motion_have_none(browser: Browser) -> None:
    async with running_demo(image_seconds=0.05) as running, listening(running.app) as address:
        moving = {}
        for motion in ("reduce", "no-preference"):
            async with visiting(browser, address, reduced_motion=motion) as visit:
                await visit.page.goto(f"/u/{SLOW}")
                moving[motion] = await visit.page.evaluate("document.getAnimations().length")
        running.gate.set()

    assert moving == {"reduce": 0, "no-preference": 1}


HOSTILE = "<img src=x onerror=document.title='taken'><x-mark>"


async def test_what_is_typed_never_runs(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        for name in ("GitHub login", "Label", "Colour", "Logo", "Background"):
            await page.get_by_label(name, exact=True).fill(HOSTILE)
            await asyncio.sleep(0.3)
        await expect(page.locator("#error-login")).to_be_visible()

        assert await page.locator("x-mark, img[onerror]").count() == 0
        assert "taken" not in await page.title()
