"""PNG: the same images for places that show no SVG."""

import asyncio
import contextlib
import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from service.web.app import create_service
from service.web.rasters import Rasters, turned
from tests.service.web import slow_rasteriser
from tests.service.web.demo_application import DOWN, Running

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(body: bytes) -> tuple[int, int]:
    """Width and height, as the header says: https://www.w3.org/TR/png-3/#11IHDR."""
    assert body.startswith(SIGNATURE)
    width, height = struct.unpack(">II", body[16:24])
    return width, height


def pixels(body: bytes) -> bytes:
    """The compressed rows of all data chunks, opened."""
    data, place = b"", 8
    while place < len(body):
        (length,) = struct.unpack(">I", body[place : place + 4])
        if body[place + 4 : place + 8] == b"IDAT":
            data += body[place + 8 : place + 8 + length]
        place += 12 + length
    return zlib.decompress(data)


async def test_a_card_is_twice_the_size_of_its_svg(visitor: AsyncClient) -> None:
    answer = await visitor.get("/card/daily-dana.png")

    assert answer.headers["content-type"] == "image/png"
    assert size(answer.content)[0] == 880


async def test_a_badge_is_twice_the_size_of_its_svg(visitor: AsyncClient) -> None:
    answer = await visitor.get("/badge/daily-dana.png?style=for-the-badge")

    assert size(answer.content)[1] == 56


@pytest.mark.parametrize(
    ("login", "status"),
    [("daily-dana", "ok"), ("nobody-at-all", "not-found"), ("-no", "bad-request"), (DOWN, "upstream")],
)
@pytest.mark.parametrize("kind", ["badge", "card"])
async def test_every_status_is_a_png_with_the_headers_of_the_image(
    visitor: AsyncClient, kind: str, login: str, status: str
) -> None:
    picture = await visitor.get(f"/{kind}/{login}.png")
    drawing = await visitor.get(f"/{kind}/{login}.svg")

    assert size(picture.content)
    assert (picture.status_code, picture.headers["x-badge-status"]) == (200, status)
    assert picture.headers["cache-control"] == drawing.headers["cache-control"]
    assert picture.headers["etag"] != drawing.headers["etag"]


async def test_letters_are_drawn(visitor: AsyncClient) -> None:
    one = await visitor.get("/badge/daily-dana.png?label=mm")
    other = await visitor.get("/badge/daily-dana.png?label=nn")

    assert pixels(one.content) != pixels(other.content)


async def test_a_right_to_left_card_has_its_lines_turned(demo: Running, visitor: AsyncClient) -> None:
    svg = (await visitor.get("/card/daily-dana.svg?locale=ar")).text
    png = (await visitor.get("/card/daily-dana.png?locale=ar")).content

    assert png == demo.services.rasters.draw(svg, right_to_left=True) != demo.services.rasters.draw(svg)


def test_lines_are_turned_for_a_rasteriser_that_knows_no_direction() -> None:
    line = '<text x="420" y="9">a</text><text x="20" text-anchor="end">b</text><text text-anchor="middle">c</text>'

    assert turned(line) == (
        '<text text-anchor="end" x="420" y="9">\u2067a\u2069</text>'
        '<text x="20" text-anchor="start">\u2067b\u2069</text>'
        '<text text-anchor="middle">\u2067c\u2069</text>'
    )


async def test_a_known_version_is_neither_drawn_nor_sent_again(demo: Running, visitor: AsyncClient) -> None:
    first = await visitor.get("/card/daily-dana.png")
    kept = dict(demo.services.rasters)
    again = await visitor.get("/card/daily-dana.png")
    known = await visitor.get("/card/daily-dana.png", headers={"If-None-Match": first.headers["etag"]})

    assert again.content == first.content == kept[first.headers["etag"]]
    assert known.status_code == 304


def without_rasteriser(demo: Running) -> AsyncClient:
    """A client of the demo where PNG is not installed."""
    bare = replace(demo.services, rasters=Rasters(1, module="no_such_rasteriser"))
    return AsyncClient(transport=ASGITransport(create_service(bare)), base_url="https://badges.example")


@pytest.mark.parametrize("kind", ["badge", "card"])
async def test_without_the_rasteriser_the_address_leads_on_to_the_svg(demo: Running, kind: str) -> None:
    async with without_rasteriser(demo) as client:
        answer = await client.get(f"/{kind}/daily-dana.png?theme=nord&label=a%20b")
        followed = await client.get(answer.headers["location"])

    assert answer.status_code == 302
    assert answer.headers["location"] == f"/{kind}/daily-dana.svg?theme=nord&label=a%20b"
    assert "PNG is not installed" in answer.text
    assert "max-age=300" in answer.headers["cache-control"]
    assert followed.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("login", ["%E2%82%AC", "%00", "a%0D%09b", "a%2Fb", "a%3Fb%23c", "%FF"])
async def test_every_path_leads_on_to_an_image_with_its_query(demo: Running, login: str) -> None:
    async with without_rasteriser(demo) as client:
        answer = await client.get(f"/badge/{login}.png?label=%E2%82%AC%0A+b&theme=nord")
        followed = await client.get(answer.headers["location"])
        direct = await client.get(f"/badge/{login}.svg?label=%E2%82%AC%0A+b&theme=nord")

    place, _, query = answer.headers["location"].partition(".svg?")
    assert (answer.status_code, query) == (302, "label=%E2%82%AC%0A+b&theme=nord")
    assert place.startswith("/badge/")
    assert place.isascii()
    assert place.isprintable()
    assert (followed.headers["x-badge-status"], followed.text) == ("bad-request", direct.text)


async def test_a_query_that_no_header_may_hold_is_quoted(demo: Running) -> None:
    app = create_service(replace(demo.services, rasters=Rasters(1, module="no_such_rasteriser")))
    sent: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401 - what ASGI sends
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/badge/ada.png", "raw_path": b"/badge/ada.png"}
    scope |= {
        "query_string": b"label=\xff\xe2\x82\xac",
        "headers": [(b"host", b"badges.example")],
        "root_path": "",
        "http_version": "1.1",
    }
    await app(scope, _nothing, send)

    assert dict(sent[0]["headers"])[b"location"] == b"/badge/ada.svg?label=%FF%E2%82%AC"


async def _nothing() -> dict[str, str]:
    return {"type": "http.disconnect"}


@pytest.mark.parametrize(("module", "said"), [("slow", "Too many PNGs"), ("broken", "could not be drawn")])
async def test_what_cannot_be_drawn_in_time_leads_on_to_the_svg(demo: Running, module: str, said: str) -> None:
    rasters = Rasters(1024, module=f"tests.service.web.{module}_rasteriser")
    app = create_service(replace(demo.services, rasters=rasters, image_seconds=0.2))
    async with AsyncClient(transport=ASGITransport(app), base_url="https://badges.example") as client:
        await client.get("/api/v1/users/daily-dana", headers={"Prefer": "wait=20"})
        async with rasters.turn if module == "slow" else contextlib.nullcontext():
            answer = await client.get("/badge/daily-dana.png?theme=nord")
        followed = await client.get(answer.headers["location"])

    assert (answer.status_code, answer.headers["location"]) == (302, "/badge/daily-dana.svg?theme=nord")
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert said in answer.text
    assert followed.headers["x-badge-status"] == "ok"


async def test_a_drawing_that_nobody_waits_for_any_more_is_finished_before_the_next() -> None:
    rasters = Rasters(1024, module="tests.service.web.slow_rasteriser")
    slow_rasteriser.GATE.clear()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(rasters.drawn("a", lambda: "<svg>a</svg>"), 0.05)
    second = asyncio.create_task(rasters.drawn("b", lambda: "<svg>b</svg>"))
    same = asyncio.create_task(rasters.drawn("b", lambda: "<svg>not drawn</svg>"))
    await asyncio.sleep(0)
    assert rasters.turn.locked()
    slow_rasteriser.GATE.set()

    assert await asyncio.wait_for(second, 20) == await asyncio.wait_for(same, 20) == b"<svg>b</svg>"
    assert dict(rasters) == {"a": b"<svg>a</svg>", "b": b"<svg>b</svg>"}


async def test_a_png_larger_than_the_room_is_sent_and_not_kept() -> None:
    rasters = Rasters(1, module="tests.service.web.slow_rasteriser")

    assert await rasters.drawn("a", lambda: "<svg/>") == b"<svg/>"
    assert len(rasters) == 0


def test_without_a_rasteriser_nothing_is_drawn() -> None:
    with pytest.raises(RuntimeError, match="png"):
        Rasters(1, module="no_such_rasteriser").draw("<svg/>")


def test_a_rasteriser_that_finds_no_font_is_none_at_all() -> None:
    assert not Rasters(1, module="tests.service.web.fontless").is_available
