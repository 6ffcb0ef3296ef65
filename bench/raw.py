"""Requests that no honest client sends, as bytes: made from a seed, so that each can be made again by its number."""

import random
from collections.abc import Callable
from dataclasses import dataclass

CRLF = b"\r\n"
_PATHS = (
    *("/", "/docs", "/openapi.json", "/methodology", "/healthz", "/readyz", "/metrics", "/robots.txt", "/nowhere"),
    *("/badge/daily-dana.svg", "/card/daily-dana.svg", "/badge/daily-dana.json", "/badge/daily-dana.png"),
    *(
        "/badge/org/orchard-labs.svg",
        "/badge/",
        "/card/x",
        "/u/daily-dana",
        "/u/daily-dana/refresh",
        "/static/style.css",
    ),
    *("/api/v1/users/daily-dana", "/api/v1/users", "/api/v1/orgs/orchard-labs", "/api/v1/users/daily-dana/refresh"),
    *("/sample/badge.svg", "/sample/card.svg", "/sample/../badge.svg"),
)
_NAMES = (
    *("style", "theme", "metric", "label", "color", "labelColor", "logo", "logoColor", "locale", "hide", "border"),
    *("background", "cacheSeconds", "login", "v", "sig", "exp", ""),
)
_HEADERS = (
    *("If-None-Match", "Accept", "Accept-Encoding", "Accept-Language", "Range", "Prefer", "Expect", "Authorization"),
    *("Sec-Fetch-Site", "Origin", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Content-Type", "TE", "Upgrade"),
    *("Connection", "If-Modified-Since", "Referer", "User-Agent", "Transfer-Encoding", "Content-Length", "Via"),
)
_METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "G\u00cbT",
    "",
    "PRI",
)
_TEXTS = (
    *("flat", "auto", "1", "-1", "99999999999999999999", "true", "null", "NaN", "\x00", "\r\nx: y", "\ud800", "\u202e"),
    *(
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}}",
        "${jndi:ldap://x}",
        "%s%n",
        "../../etc/passwd",
        "\U0001f600",
    ),
    *(
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "data:image/svg+xml;base64,AAAA",
        "[",
        "a" * 300,
    ),
)
_TRAVERSALS = (
    *("/static/../server.py", "/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/app.py", "/static/....//app.py"),
    *(
        "/static/..%5c..%5capp.py",
        "/static/%252e%252e%252fapp.py",
        "//etc/passwd",
        "/static//etc/passwd",
        "/%2e%2e/etc",
    ),
    *("/static/..%c0%af..%c0%afapp.py", "/badge/../../etc/passwd", "/badge/%2e%2e%2f.svg", "/static/style.css%00.js"),
)
_HOSTS = (
    "",
    "a b",
    "[",
    "[::1",
    "x" * 300,
    "a\x00b",
    "a:b:c",
    "a/b",
    "@x",
    "x:99999",
    "\u00fc",
    "<script>",
    "a,b",
    "x?y#z",
)
_CHUNKS = (
    *(
        b"zz\r\nab\r\n0\r\n\r\n",
        b"-1\r\na\r\n",
        b"5\r\nab\r\n0\r\n\r\n",
        b"FFFFFFFFFFFFFFFFF\r\na",
        b"1;x=\x00\r\na\r\n0\r\n\r\n",
    ),
    *(
        b"1\na\n0\n\n",
        b"0\r\nX: y\r\n\r\n",
        b"2\r\nabc\r\n0\r\n\r\n",
        b"\r\n\r\n",
        b"0x1\r\na\r\n0\r\n\r\n",
        b"1" * 40 + b"\r\n",
    ),
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is sent on one connection.

    Attributes:
        parts: sent one after the other.
        is_whole: an answer, or the end of the connection, has to come without more being sent.
    """

    kind: str
    parts: tuple[bytes, ...]
    is_whole: bool = True


def request(
    method: str = "GET", target: bytes = b"/healthz", headers: tuple[bytes, ...] = (), *, host: bytes = b"service.test"
) -> bytes:
    """A request as bytes; what is in it is not checked."""
    first = method.encode("utf-8", "replace") + b" " + target + b" HTTP/1.1"
    return CRLF.join((first, b"Host: " + host, *headers, b"", b""))


def attempt(seed: int, number: int) -> Attempt:
    """The attempt of this number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - the same in every run
    return chance.choice(_KINDS)(chance)


def _junk(chance: random.Random, most: int) -> bytes:
    return chance.randbytes(chance.randint(1, most))


def _text(chance: random.Random) -> str:
    if chance.random() < 0.7:  # noqa: PLR2004 - mostly
        return chance.choice(_TEXTS)
    return "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(1, 0xD7FF)))) for _ in range(20))


def _quoted(chance: random.Random, text: str) -> bytes:
    """Percent-encoded in one of the ways that are right, and of those that are not."""
    raw = text.encode("utf-8", "surrogatepass")
    way = chance.randrange(4)
    if way == 0:
        return raw.replace(b" ", b"+").replace(b"\r", b"").replace(b"\n", b"").replace(b"\x00", b"")
    if way == 1:
        return b"".join(b"%" + bytes([byte]).hex().encode()[: chance.choice((1, 2, 2, 2))] for byte in raw)
    return b"".join(b"%%%02x" % byte for byte in raw)


def _parameters(chance: random.Random) -> Attempt:
    pairs = (
        chance.choice(_NAMES).encode() + b"=" + _quoted(chance, _text(chance)) for _ in range(chance.randint(1, 12))
    )
    target = chance.choice(_PATHS).encode() + b"?" + b"&".join(pairs)
    return Attempt("parameters", (request(chance.choice(("GET", "HEAD", "POST")), target),))


def _paths(chance: random.Random) -> Attempt:
    prefix = chance.choice(
        (b"/badge/", b"/card/", b"/u/", b"/api/v1/users/", b"/api/v1/orgs/", b"/static/", b"/badge/org/")
    )
    target = (
        prefix + _quoted(chance, _text(chance)) + chance.choice((b"", b".svg", b".png", b".json", b"/", b"/refresh"))
    )
    return Attempt("paths", (request(target=target),))


def _traversal(chance: random.Random) -> Attempt:
    return Attempt("traversal", (request(target=chance.choice(_TRAVERSALS).encode()),))


def _headers(chance: random.Random) -> Attempt:
    values = (_text(chance).encode("utf-8", "replace"), _junk(chance, 60), b"a" * chance.randint(0, 9000))
    headers = tuple(
        chance.choice(_HEADERS).encode() + b": " + chance.choice(values) for _ in range(chance.randint(1, 8))
    )
    target = chance.choice(_PATHS).encode()
    return Attempt("headers", (request(chance.choice(_METHODS[:4]), target, headers),), is_whole=False)


def _long_headers(chance: random.Random) -> Attempt:
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        headers = tuple(b"X-%d: y" % i for i in range(chance.randint(90, 3000)))
    else:
        headers = (b"X: " + b"a" * chance.randint(8_000, 200_000),)
    return Attempt("long headers", (request(headers=headers),))


def _long_targets(chance: random.Random) -> Attempt:
    size = chance.choice((1_999, 2_001, 8_000, 8_193, 40_000, 100_000))
    target = chance.choice(_PATHS).encode() + chance.choice((b"?label=", b"?", b"/")) + b"a" * size
    return Attempt("long targets", (request(target=target),))


def _first_lines(chance: random.Random) -> Attempt:
    target = chance.choice(
        (b"*", b"http://x/healthz", b"x:1", b"", b"/\x00", b"/ /", b"//", b"/#", b"/?", b"\xff", b"/%", b"?")
    )
    version = chance.choice(
        (b"HTTP/1.1", b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/9.9", b"http/1.1", b"", b"X" * 99)
    )
    first = b" ".join((chance.choice(_METHODS).encode("utf-8"), target, version))
    return Attempt("first lines", (first + CRLF + b"Host: x" + CRLF * 2,), is_whole=False)


def _hosts(chance: random.Random) -> Attempt:
    host = chance.choice(_HOSTS).encode("utf-8")
    headers = (b"Host: other",) if chance.random() < 0.3 else ()  # noqa: PLR2004 - now and then
    target = chance.choice(_PATHS).encode()
    return Attempt("hosts", (request(target=target, headers=headers, host=host),))


def _contents(chance: random.Random) -> Attempt:
    lengths = (
        b"Content-Length: 5",
        b"Content-Length: -5",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: 5, 5",
    )
    headers = tuple(chance.sample((*lengths, b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked"), 2))
    body = chance.choice((*_CHUNKS, b"hello", b"a" * 100_000))
    return Attempt("contents", (request("POST", chance.choice(_PATHS).encode(), headers) + body,), is_whole=False)


def _chunks(chance: random.Random) -> Attempt:
    head = request(chance.choice(("GET", "POST")), chance.choice(_PATHS).encode(), (b"Transfer-Encoding: chunked",))
    body = chance.choice((*_CHUNKS, b"10000\r\n" + b"a" * 65_536 + b"\r\n" + b"10000\r\n" + b"a" * 65_536))
    return Attempt("chunks", (head, body), is_whole=False)


def _halves(chance: random.Random) -> Attempt:
    whole = request(chance.choice(_METHODS[:3]), chance.choice(_PATHS).encode(), (b"Content-Length: 10",)) + b"hello"
    cut = chance.randrange(len(whole))
    middle = chance.randint(0, cut)
    return Attempt("halves", (whole[:middle], whole[middle:cut]), is_whole=False)


def _pipelines(chance: random.Random) -> Attempt:
    parts = [request(target=chance.choice(_PATHS).encode()) for _ in range(chance.randint(2, 100))]
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        parts.insert(chance.randrange(len(parts)), _junk(chance, 100))
    return Attempt("pipelines", (b"".join(parts),), is_whole=False)


def _mutations(chance: random.Random) -> Attempt:
    target = chance.choice(_PATHS).encode() + b"?label=x"
    data = bytearray(request(chance.choice(_METHODS[:3]), target, (b"Accept: text/html", b"Prefer: wait=1")))
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return Attempt("mutations", (bytes(data),), is_whole=False)


def _noise(chance: random.Random) -> Attempt:
    others = (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\r\n",
        b"\r\n" * 50,
    )
    return Attempt("noise", (chance.choice((*others, _junk(chance, 2_000))),), is_whole=False)


def _upgrades(chance: random.Random) -> Attempt:
    wanted = chance.choice((b"websocket", b"h2c", b"TLS/1.0", b"\x00"))
    headers = (b"Connection: Upgrade", b"Upgrade: " + wanted, b"Sec-WebSocket-Key: x", b"Sec-WebSocket-Version: 13")
    return Attempt("upgrades", (request(target=chance.choice(_PATHS).encode(), headers=headers) + _junk(chance, 50),))


_KINDS: tuple[Callable[[random.Random], Attempt], ...] = (
    *(_parameters, _paths, _traversal, _headers, _long_headers, _long_targets, _first_lines, _hosts, _contents),
    *(_chunks, _halves, _pipelines, _mutations, _noise, _upgrades),
)
