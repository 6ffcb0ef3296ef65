"""What people hear who do not see the builder change: https://www.w3.org/TR/WCAG22/#status-messages."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.service.web.browsing import visiting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def choose(page: Page, label: str, text: str) -> None:
    """Type something and press Enter."""
    await page.get_by_label(label, exact=True).fill(text)
    await page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("label", "typed", "heard"),
    [
        ("GitHub login", "bad name", "'bad name' is not a GitHub login"),
        ("Colour", "nocolour", "'nocolour' is not a colour"),
        ("Logo", "nologo", "'nologo' is none"),
        ("Label", "y" * 61, "label"),
    ],
)
async def test_what_is_wrong_is_said_and_then_what_the_badge_says(
    browser: Browser, site: str, label: str, typed: str, heard: str
) -> None:
    async with visiting(browser, site) as visit:
        page = visit.page
        await page.goto("/?login=daily-dana")
        said = page.get_by_role("status").first
        await choose(page, label, typed)
        await expect(said).to_contain_text(heard)
        shown = page.locator("[data-field] .error")
        await expect(said).to_have_text(str(await shown.text_content()))
        await choose(page, label, "daily-dana" if label == "GitHub login" else "")

        await expect(said).to_contain_text("daily-dana: still engineering: hands-on")
