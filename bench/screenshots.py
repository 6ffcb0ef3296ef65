"""Takes the pictures of the README and the docs from the demo, with a headless Chromium; `make screenshots`."""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_START_SECONDS = 30.0
_QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one visitor sees it.

    Attributes:
        height: pixels; 0 for the whole page.
    """

    name: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: str = "light"


PICTURES = (
    Picture("builder-light", "/?login=principal-priya"),
    Picture("builder-dark", "/?login=principal-priya&style=for-the-badge&logo=github", scheme="dark"),
    Picture("evidence-light", "/u/daily-dana", height=1010),
    Picture("evidence-dark", "/u/holiday-hana", height=1010, scheme="dark"),
    Picture("phone", "/u/manager-mona", width=390, height=844),
    Picture("methodology", "/methodology"),
)
LEVELS = ("daily-dana", "manager-mona", "docs-dorian", "burst-bela", "newcomer-nils")
STYLES = ("flat", "flat-square", "plastic", "for-the-badge", "social")


def sheet() -> str:
    """A page with every style for every level, on light and on dark ground."""
    rows = "".join(
        f'<div class="{scheme} grid">'
        + "".join(
            f'<img src="/badge/{login}.svg?style={style}&amp;theme={scheme}">' for style in STYLES for login in LEVELS
        )
        + "</div>"
        for scheme in ("light", "dark")
    )
    return f"<style>{_SHEET_STYLE}</style>{rows}"


_SHEET_STYLE = (
    "body{margin:0;width:max-content}div{padding:24px}"
    ".grid{display:grid;grid-template-columns:repeat(5,max-content);gap:16px 20px;align-items:center}"
    ".light{background:#fff}.dark{background:#0d1117}"
)


def cards() -> str:
    """A page with one card on light and one on dark ground."""
    grounds = "".join(
        f'<div class="{scheme}"><img src="/card/steady-sam.svg?theme={scheme}"></div>' for scheme in ("light", "dark")
    )
    return f"<style>{_SHEET_STYLE}body{{display:flex}}</style>{grounds}"


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a free port, as a program of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    program = Path(sys.executable).with_name("still-engineering")
    quiet = {**os.environ, "LOG_LEVEL": "warning"}
    with subprocess.Popen([program, "serve", "--demo", "--port", str(port)], env=quiet) as process:
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):  # noqa: S310 - our own program
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(address)


def take(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    """Every picture, one file after another."""
    for picture in PICTURES:
        size = {"width": picture.width, "height": picture.height}
        context = browser.new_context(base_url=address, viewport=size, color_scheme=picture.scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(picture.path)
        page.wait_for_load_state("networkidle")
        yield _saved(page.screenshot(), folder / f"{picture.name}.png")
        context.close()
    for name, text in (("badges", sheet()), ("cards", cards())):
        # The text is ours, and no answer of the service allows a page to be written into it.
        page = browser.new_page(base_url=address, viewport={"width": 1400, "height": 700}, bypass_csp=True)
        page.goto("/robots.txt")
        page.set_content(text)
        page.wait_for_load_state("networkidle")
        yield _saved(page.locator("body").screenshot(), folder / f"{name}.png")
        page.close()


def _saved(body: bytes, path: Path) -> Path:
    path.write_bytes(body)
    return path


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        for path in take(browser, address, folder):
            print(f"{path.stat().st_size:>8,}  {path}")
        browser.close()


if __name__ == "__main__":
    main()
