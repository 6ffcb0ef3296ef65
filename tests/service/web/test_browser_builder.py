"""The builder in Chromium: typing, choosing, copying, with a mouse, with the keyboard alone, and without scripts."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.service.web.browsing import Visit, visiting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


async def clipboard(page: Page) -> str:
    return str(await page.evaluate("navigator.clipboard.readText()"))


async def pictures(page: Page) -> list[str]:
    """The addresses of the preview's images, all of which must have been drawn."""
    images = page.locator("#preview img")
    await expect(images).to_have_count(4)
    for image in await images.all():
        await expect(image).to_have_js_property("complete", value=True)
        assert await image.evaluate("image => image.naturalWidth") > 0
    return [str(await image.get_attribute("src")) for image in await images.all()]


async def test_a_login_is_typed_and_its_badge_and_card_appear(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/")
        await page.get_by_label("GitHub login").press_sequentially("principal-priya", delay=20)

        await expect(page.locator(".caption")).to_contain_text("principal-priya: still engineering: hands-on, 7")
        assert [source.partition("?")[0] for source in await pictures(page)] == [
            "/badge/principal-priya.svg",
            "/card/principal-priya.svg",
        ] * 2
        await expect(page.get_by_role("status").first).to_contain_text("principal-priya")
        assert page.url == f"{site}/?login=principal-priya&image=badge&theme=auto&locale=en&style=flat"
        assert visit.complaints == []


async def test_a_pasted_address_shows_its_login(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto("/")
        await visit.page.get_by_label("GitHub login").fill("https://github.com/manager-mona/")

        await expect(visit.page.locator(".caption")).to_contain_text("manager-mona: still engineering: in touch")
        assert visit.complaints == []


async def test_an_organisation_is_offered_its_own_formats_and_a_person_all_of_them(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        shields = page.get_by_role("radio", name="shields.io", exact=True)
        await shields.check(force=True)
        await page.get_by_label("GitHub login").fill("harbour-works")

        await expect(page.locator(".as-markdown pre")).to_contain_text("/badge/org/harbour-works.svg")
        await expect(page.locator(".snippet:visible")).to_have_count(1)
        await expect(shields).to_have_count(0)
        await page.get_by_label("GitHub login").fill("daily-dana")
        await expect(shields).to_be_visible()


async def test_only_the_finished_login_is_asked_about(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto("/")
        await visit.page.get_by_label("GitHub login").press_sequentially("weekly-wanda")
        await expect(visit.page.locator(".caption")).to_contain_text("weekly-wanda")

        asked = [request.url for request in visit.requests if "login=" in request.url]
        assert len(asked) == 1


async def test_every_choice_shows_at_once_and_typing_is_not_disturbed(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        await page.get_by_label("Style").select_option("for-the-badge")
        await page.get_by_label("Theme").select_option("dracula")
        await page.get_by_label("Says").select_option("days")
        await page.get_by_label("Language").select_option("de")
        label = page.get_by_label("Label", exact=True)
        await label.press_sequentially("Ada & Söhne", delay=40)

        await expect(page.locator(".as-markdown pre")).to_contain_text("label=Ada%20%26%20S%C3%B6hne")
        await expect(label).to_be_focused()
        await expect(label).to_have_value("Ada & Söhne")
        expected = "style=for-the-badge&theme=dracula&metric=days&label=Ada%20%26%20S%C3%B6hne&locale=de"
        await expect(page.locator(".as-markdown pre")).to_contain_text(f"/badge/daily-dana.svg?{expected})")
        assert all("theme=dracula" in source for source in await pictures(page))
        assert visit.complaints == []


async def test_a_colour_that_is_none_is_told_and_forgiven(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        colour = page.get_by_label("Colour", exact=True)
        await colour.fill("nocolour")

        await expect(page.locator("#error-color")).to_contain_text("is not a colour")
        await expect(colour).to_have_attribute("aria-invalid", "true")
        await expect(colour).to_have_attribute("aria-describedby", "error-color")
        await colour.fill("teal")
        await expect(page.locator("#error-color")).to_have_count(0)
        await expect(colour).not_to_have_attribute("aria-invalid", "true")


async def test_each_format_is_shown_alone_and_copied(browser: Browser, site: str) -> None:
    async with visiting(browser, site, **CLIPBOARD) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        for title, begins in (
            ("Markdown", "[![Still Engineering badge of daily-dana]("),
            ("HTML", '<a href="'),
            ("Light and dark", '<a href="'),
            ("AsciiDoc", "image:http"),
            ("reStructuredText", ".. image:: http"),
            ("shields.io", "[![Still Engineering badge of daily-dana](https://img.shields.io/endpoint?url="),
            ("Address", f"{site}/badge/daily-dana.svg"),
        ):
            await page.get_by_role("radio", name=title, exact=True).check(force=True)
            await expect(page.locator(".snippet:visible")).to_have_count(1)
            await page.get_by_role("button", name=f"Copy {title}").click()
            await expect(page.get_by_role("status").first).to_have_text(f"{title} copied")
            assert (await clipboard(page)).startswith(begins)
            assert await clipboard(page) == await page.locator(".snippet:visible pre").text_content()


async def test_without_a_clipboard_the_text_is_selected(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        await page.goto("/?login=daily-dana")
        await page.get_by_role("button", name="Copy Markdown").click()

        await expect(page.get_by_role("status").first).to_contain_text("selected")
        assert await page.evaluate("getSelection().toString()") == await page.locator(".as-markdown pre").text_content()


async def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the focus is on what has this accessible name or text."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(
            "() => { const e = document.activeElement; return (e.labels?.[0]?.textContent || e.textContent).trim(); }"
        )
        if focused == name:
            return
    raise AssertionError(f"{name} was never reached")


async def test_the_keyboard_alone_is_enough(browser: Browser, site: str) -> None:
    async with visiting(browser, site, **CLIPBOARD) as visit:
        page = visit.page
        await page.goto("/")
        await page.keyboard.press("Tab")
        await expect(page.get_by_text("Skip to the content")).to_be_focused()
        await expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
        await tab_to(page, "GitHub login")
        await page.keyboard.type("manager-mona")
        await page.keyboard.press("Enter")
        await expect(page.locator(".caption")).to_contain_text("manager-mona: still engineering: in touch")
        await tab_to(page, "Badge")
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(".as-markdown pre")).to_contain_text("/card/manager-mona.svg")
        await tab_to(page, "Markdown")
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(".as-html")).to_be_visible()
        await tab_to(page, "Copy HTML")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").first).to_have_text("HTML copied")

        assert "/card/manager-mona.svg" in await clipboard(page)


async def test_the_focus_can_always_be_seen(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        for _ in range(45):
            await page.keyboard.press("Tab")
            seen = await page.evaluate(
                """() => {
                  const e = document.activeElement, around = e.closest("label") || e;
                  const shown = [e, around].some(x => parseFloat(getComputedStyle(x).outlineWidth) >= 2
                    && getComputedStyle(x).outlineStyle !== "none");
                  const box = around.getBoundingClientRect();
                  return shown && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
                }"""
            )
            assert seen, await page.evaluate("document.activeElement.outerHTML")


async def test_without_scripts_the_form_does_the_same(browser: Browser, site: str) -> None:
    async with visiting(browser, site, java_script_enabled=False) as visit:
        page = visit.page
        await page.goto("/")
        await page.locator("#login").fill("student-sol")
        await page.locator("#style").select_option("social")
        await page.get_by_role("button", name="Show these choices").click()
        await page.wait_for_url(re.compile("login=student-sol"))

        assert "student-sol: still engineering: hands-on" in str(await page.locator(".caption").text_content())
        assert "/badge/student-sol.svg?style=social)" in str(await page.locator(".as-markdown pre").text_content())
        assert await page.locator("#style").input_value() == "social"
        assert await page.locator(".copy:visible").count() == 0
        assert await page.locator(".snippet:visible").count() == 1


async def test_a_person_of_the_demo_is_one_click_away(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/")
        await page.locator("#people").get_by_text("Nils Newland").click()

        await expect(page.locator(".caption")).to_contain_text("newcomer-nils: still engineering: not visible")
        await page.get_by_role("link", name="See the evidence").click()
        await expect(page.locator("h1")).to_have_text("newcomer-nils")


async def test_when_the_service_is_gone_the_visitor_is_told(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        await visit.context.set_offline(offline=True)
        await page.get_by_label("Style").select_option("social")

        await expect(page.get_by_role("status").first).to_contain_text("did not answer")


def hosts(visit: Visit) -> set[str]:
    """Every host the browser asked for anything."""
    return {request.url.split("/")[2] for request in visit.requests}


async def test_nothing_is_asked_of_another_host(browser: Browser, site: str) -> None:
    async with visiting(browser, site) as visit:
        await visit.page.goto("/?login=daily-dana")
        await visit.page.get_by_role("radio", name="shields.io").check(force=True)
        await visit.page.get_by_label("Style").select_option("plastic")
        await pictures(visit.page)

        assert hosts(visit) == {site.removeprefix("http://")}
