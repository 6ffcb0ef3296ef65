"""What every page has in common: headers, files, errors, and nothing from other hosts."""

import base64
import gzip
import hashlib
import re
from urllib.parse import urlsplit

import pytest
from httpx import AsyncClient

from service.web.pages.assets import FOLDER, asset
from service.web.pages.github_web import web_address
from tests.service.web.demo_application import DOWN, SLOW, client_of, running_demo
from tests.service.web.html import read

PAGES = ["/", "/?login=daily-dana", "/u/daily-dana", "/u/away-amara", "/u/nobody-at-all", "/methodology", "/docs"]
PAGES += [f"/u/{DOWN}", "/nowhere", "/?style=round"]
LOADING = {"src", "srcset", "action", "poster", "data", "formaction"}


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_keeps_to_itself(visitor: AsyncClient, path: str) -> None:
    headers = (await visitor.get(path)).headers

    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy.pop("style-src").startswith("'sha256-")
    assert policy == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "img-src": "'self'",
        "script-src": "'self'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_loads_anything_from_elsewhere(visitor: AsyncClient, path: str) -> None:
    page = read((await visitor.get(path)).text)

    loaded = {element.attributes[name] for element in page.all() for name in LOADING & element.attributes.keys()}
    loaded |= {link.attributes["href"] for link in page.all("link")}
    assert [address for address in loaded if urlsplit(address).netloc or not address.startswith("/")] == []


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_has_scripts_or_styles_that_its_policy_forbids(visitor: AsyncClient, path: str) -> None:
    answer = await visitor.get(path)

    page = read(answer.text)
    digest = hashlib.sha256(page.one("style").pieces[0].encode()).digest()
    assert f"'sha256-{base64.b64encode(digest).decode()}'" in answer.headers["content-security-policy"]
    assert [script for script in page.all("script") if script.text or "src" not in script.attributes] == []
    names = {name for element in page.all() for name in element.attributes}
    assert [name for name in names if name.startswith("on") or name == "style"] == []


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_has_one_title_one_heading_and_its_language(visitor: AsyncClient, path: str) -> None:
    page = read((await visitor.get(path)).text)

    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text
    assert page.one("h1").text
    assert page.one("main").attributes["id"] == "main"


@pytest.mark.parametrize("path", PAGES)
async def test_a_head_request_has_the_headers_of_the_page(visitor: AsyncClient, path: str) -> None:
    assert (await visitor.head(path)).status_code == (await visitor.get(path)).status_code


async def test_pages_are_packed_for_those_who_can_unpack_them(visitor: AsyncClient) -> None:
    plain = await visitor.get("/methodology", headers={"Accept-Encoding": "identity"})
    packed = await visitor.get("/methodology", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
async def test_every_file_is_served_for_ever_by_its_version(visitor: AsyncClient, name: str) -> None:
    known = await visitor.get(asset(name).address)
    other = await visitor.get(f"/static/{name}?v=old")

    assert known.content == (FOLDER / name).read_bytes() == gzip.decompress(asset(name).packed)
    assert known.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert other.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("name", ["nothing.css", "..%2Fapp.py", "%2e%2e%2Fapp.py", "style.css%00", ""])
async def test_nothing_else_is_a_file(visitor: AsyncClient, name: str) -> None:
    assert (await visitor.get(f"/static/{name}")).status_code == 404


async def test_people_get_a_page_for_an_address_that_is_none_and_programs_a_problem(visitor: AsyncClient) -> None:
    people = await visitor.get("/nowhere")
    programs = await visitor.get("/nowhere", headers={"Accept": "application/json"})
    api = await visitor.get("/api/v1/nowhere")

    assert (people.status_code, people.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert (programs.status_code, programs.headers["content-type"]) == (404, "application/problem+json")
    assert (api.status_code, api.headers["content-type"]) == (404, "application/problem+json")
    assert {answer.json()["code"] for answer in (programs, api)} == {"not-found"}


async def test_a_request_of_the_wrong_kind_is_told_so(visitor: AsyncClient) -> None:
    answer = await visitor.post("/methodology")

    assert (answer.status_code, sorted(answer.headers["allow"].split(", "))) == (405, ["GET", "HEAD"])
    assert "does not take that kind" in read(answer.text).one("main").text


@pytest.mark.parametrize(
    ("verb", "path", "code", "detail"),
    [
        ("GET", "/nowhere", "not-found", "There is nothing at this address; /docs says what there is."),
        ("POST", "/docs", "method-not-allowed", "This address does not take that kind of request."),
        ("POST", "/u/daily-dana/refresh", "forbidden", "Another site may not ask for a refresh."),
    ],
)
async def test_programs_are_told_a_word_without_spaces_and_a_sentence(
    visitor: AsyncClient, verb: str, path: str, code: str, detail: str
) -> None:
    answer = await visitor.request(verb, path, headers={"Accept": "*/*", "Sec-Fetch-Site": "cross-site"})

    told = answer.json()
    assert (told["code"], told["title"], told["detail"]) == (code, code.replace("-", " "), detail)


async def test_search_engines_may_read_what_tells_them_to_stay_away(visitor: AsyncClient) -> None:
    answer = await visitor.get("/robots.txt")

    rules = [line for line in answer.text.splitlines() if line.startswith("Disallow: ")]
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert rules
    assert not any(rule.startswith("Disallow: /u") or rule == "Disallow: /" for rule in rules)


async def test_the_page_that_waits_has_no_script_of_its_own_either() -> None:
    async with running_demo(image_seconds=0.05) as running, client_of(running) as client:
        page = read((await client.get(f"/u/{SLOW}")).text)

    [script] = page.all("script")
    assert re.fullmatch(r"/static/waiting\.js\?v=[0-9a-f]{12}", script.attributes["src"])


@pytest.mark.parametrize(
    ("api", "web"),
    [
        ("https://api.github.com", "https://github.com"),
        ("https://github.example.com/api/v3", "https://github.example.com"),
        ("https://api.octo.ghe.com", "https://octo.ghe.com"),
        ("http://localhost:9000", "http://localhost:9000"),
    ],
)
def test_the_pages_of_github_are_beside_its_api(api: str, web: str) -> None:
    assert web_address(api) == web


async def test_the_reference_has_every_route_of_the_api(visitor: AsyncClient) -> None:
    page = read((await visitor.get("/docs")).text)
    description = (await visitor.get("/openapi.json")).json()

    written = {title.text for title in page.all("h2")} - {"Images"}
    assert written == {f"{verb.upper()} {path}" for path, item in description["paths"].items() for verb in item}
    assert "GET /api/v1/users" in written


@pytest.mark.parametrize(("demo", "login"), [(True, "daily-dana"), (False, "octocat")])
async def test_the_example_of_the_reference_is_somebody_who_is_there(demo: bool, login: str) -> None:  # noqa: FBT001 - a parameter of the test
    async with running_demo(demo=demo) as running, client_of(running) as client:
        page = read((await client.get("/docs")).text)

    assert page.one("pre", **{"aria-label": "An example"}).text == f"curl https://badges.example/api/v1/users/{login}"
