"""Images: always 200, always an SVG, always with a lifetime."""

import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import BotAccount, GitHubDown, OptedOut, OrganisationAccount, Paused, RateLimited
from service.evidence import Gap, GapCode, Outcome, Show
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, nobody_visible, somebody
from tests.service.web.application import serving

SVG = "{http://www.w3.org/2000/svg}"
Web = tuple[AsyncClient, Services]

OUTCOMES: dict[str, Outcome] = {
    "ada": replace(somebody("ada"), gaps=(Gap(GapCode.PRIVATE_NOT_VISIBLE, "Not visible to this token."),)),
    "grey": nobody_visible("grey"),
    "acme": OrganisationAccount("acme is an organisation."),
    "robo": BotAccount("robo is a machine."),
    "away": Paused("away asked for a pause: on leave."),
    "oona": OptedOut("oona asked not to be scored."),
    "down": GitHubDown("GitHub did not answer."),
    "broke": RateLimited("The budget is used up."),
    "levels": replace(somebody("levels"), show=Show.LEVEL),
}


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = dict(OUTCOMES)
    async with serving(source, clock) as running:
        yield running


def is_an_image(response: Response) -> bool:
    """Whether this is what every image answer must be."""
    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    return (
        response.status_code == 200
        and response.headers["content-type"] == "image/svg+xml"
        and "max-age=" in response.headers["cache-control"]
        and bool(response.headers["etag"])
        and root.tag == f"{SVG}svg"
        and root.get("role") == "img"
        and bool(root.get("aria-label") or root.get("aria-labelledby"))
        and root.find(f"{SVG}title") is not None
    )


STATUSES = [
    ("ada", "ok", 3600),
    ("grey", "not-visible", 3600),
    ("acme", "organisation", 3600),
    ("robo", "bot", 3600),
    ("dependabot%5Bbot%5D", "bot", 3600),
    ("away", "paused", 3600),
    ("oona", "opted-out", 3600),
    ("nobody", "not-found", 300),
    ("down", "upstream", 90),
    ("broke", "upstream", 90),
    ("%3Cscript%3E", "bad-request", 300),
    ("x" * 400, "bad-request", 300),
    ("a/b", "bad-request", 300),
]


@pytest.mark.parametrize("kind", ["badge", "card"])
@pytest.mark.parametrize(("login", "status", "seconds"), STATUSES)
async def test_every_status_is_an_image_with_its_own_lifetime(
    web: Web, kind: str, login: str, status: str, seconds: int
) -> None:
    response = await web[0].get(f"/{kind}/{login}.svg")

    assert is_an_image(response)
    assert response.headers["x-badge-status"] == status
    assert f"public, max-age={seconds}, s-maxage={seconds}" in response.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/badge/", "/badge/ada", "/badge/ada.txt", "/card/ada.gif", "/badge/a/b.c/", "/card/"]
)
async def test_any_path_where_an_image_is_expected_is_an_image(web: Web, path: str) -> None:
    response = await web[0].get(path)

    assert is_an_image(response)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("style=round", "style"),
        ("theme=loud", "theme"),
        ("color=nocolour", "color"),
        ("locale=xx", "locale"),
        ("logo=nologo", "logo"),
        ("metric=commits", "metric"),
        ("label=" + "y" * 61, "label"),
        ("cacheSeconds=soon", "cacheSeconds"),
        ("x=" + "y" * 2100, "query"),
    ],
)
async def test_a_bad_parameter_is_named_on_the_image(web: Web, query: str, said: str) -> None:
    response = await web[0].get(f"/badge/ada.svg?{query}")

    assert is_an_image(response)
    assert response.headers["x-badge-status"] == "bad-request"
    assert said in response.text


async def test_the_reason_of_a_refusal_is_in_the_name_of_the_badge(web: Web) -> None:
    root = ET.fromstring((await web[0].get("/badge/ada.svg?logo=nologo")).text)  # noqa: S314 - our own answer

    assert root.get("aria-label", "").startswith("still engineering: invalid request: logo must be one of the ")
    assert root.findtext(f"{SVG}title") == root.get("aria-label")


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("nobody", "GitHub kennt kein Konto namens nobody."),
        ("away", "away hat um eine Pause gebeten: on leave."),
        ("down", "Von GitHub ist gerade keine Antwort zu bekommen; bald wird wieder nachgesehen."),
        ("ada", "Private Arbeit, falls es sie gibt, ist von hier aus nicht zu sehen."),
    ],
)
async def test_a_card_speaks_one_language(web: Web, login: str, sentence: str) -> None:
    response = await web[0].get(f"/card/{login}.svg?locale=de")

    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    assert sentence in (root.findtext(f"{SVG}desc") or "")


async def test_an_image_without_an_answer_keeps_the_look_that_was_asked_for(web: Web) -> None:
    response = await web[0].get("/badge/down.svg?style=for-the-badge&label=code&locale=fr")

    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    assert root.get("height") == "28"
    assert root.get("aria-label") == "code : réessayez plus tard"


async def test_a_look_that_is_not_allowed_is_the_usual_one_where_there_is_no_answer(web: Web) -> None:
    for kind in ("badge", "card"):
        response = await web[0].get(f"/{kind}/down.svg?theme=loud")

        assert is_an_image(response)
        assert "try again later" in response.text


async def test_a_login_that_cannot_exist_is_asked_of_nobody(web: Web, source: FakeSource) -> None:
    for login in ("%3Cscript%3E", "x" * 400, "dependabot%5Bbot%5D", "a%20b"):
        await web[0].get(f"/badge/{login}.svg")

    assert source.asked == []


async def test_a_slow_first_look_is_a_warming_image_with_a_short_life(source: FakeSource, clock: FakeClock) -> None:
    source.gate.clear()

    async with serving(source, clock, image_seconds=0.05) as (client, _):
        response = await client.get("/badge/ada.svg")

    assert is_an_image(response)
    assert response.headers["x-badge-status"] == "warming"
    assert "max-age=60," in response.headers["cache-control"]


async def test_a_stale_score_is_shown_and_says_so(web: Web, clock: FakeClock) -> None:
    await web[0].get("/badge/ada.svg")
    clock.advance(days=2)

    response = await web[0].get("/badge/ada.svg?fresh=please")

    assert response.headers["x-badge-status"] == "stale"
    assert "hands-on" in response.text
    assert "may be out of date" in response.text


async def test_a_known_version_is_not_sent_again(web: Web) -> None:
    first = await web[0].get("/badge/ada.svg?style=social")

    second = await web[0].get("/badge/ada.svg?style=social", headers={"If-None-Match": first.headers["etag"]})

    assert second.status_code == 304
    assert second.content == b""
    assert second.headers["cache-control"] == first.headers["cache-control"]
    assert second.headers["etag"] == first.headers["etag"]


async def test_another_style_has_another_validator(web: Web) -> None:
    etags = {(await web[0].get(f"/badge/ada.svg?style={style}")).headers["etag"] for style in ("flat", "social")}

    assert len(etags) == 2


async def test_a_head_request_has_the_headers_and_no_body(web: Web) -> None:
    full = await web[0].get("/badge/ada.svg")

    for _ in range(2):
        head = await web[0].head("/badge/ada.svg")
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["etag"] == full.headers["etag"]


async def test_a_wish_may_lengthen_a_success(web: Web) -> None:
    response = await web[0].get("/badge/ada.svg?cacheSeconds=7200")

    assert "max-age=7200, s-maxage=7200" in response.headers["cache-control"]


@pytest.mark.parametrize(("login", "seconds"), [("nobody", 300), ("down", 90)])
async def test_a_wish_never_lengthens_an_error(web: Web, login: str, seconds: int) -> None:
    response = await web[0].get(f"/badge/{login}.svg?cacheSeconds=86400")

    assert f"max-age={seconds}," in response.headers["cache-control"]


async def test_who_shows_the_level_alone_has_no_number_anywhere(web: Web) -> None:
    texts = [(await web[0].get(f"/{kind}/levels.svg")).text for kind in ("badge", "card")]

    assert all("hands-on" in text for text in texts)
    assert not any("of 100" in text for text in texts)


@pytest.mark.parametrize(
    ("metric", "text"), [("level", "hands-on<"), ("score", ">94<"), ("days", "coding days<"), ("streak", "weeks<")]
)
async def test_each_metric_says_its_own(web: Web, metric: str, text: str) -> None:
    response = await web[0].get(f"/badge/ada.svg?metric={metric}")

    assert text in response.text


async def test_a_fault_of_our_own_is_an_image_too(web: Web, source: FakeSource) -> None:
    source.broken = RuntimeError("a secret thing")

    response = await web[0].get("/card/ada.svg")

    assert is_an_image(response)
    assert response.headers["x-badge-status"] == "upstream"
    assert "secret" not in response.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=50),
    st.dictionaries(st.sampled_from(["style", "label", "color", "logo", "locale", "metric"]), st.text(max_size=20)),
)
async def test_any_login_and_any_query_is_an_image(web: Web, login: str, query: dict[str, str]) -> None:
    response = await web[0].get(f"/badge/{quote(login, safe='')}.svg", params=query)

    assert is_an_image(response)
