"""Answers to what is no request that the application could see: pure.

Each is a whole answer in bytes, closes its connection and is kept by no cache, so that the image proxy of GitHub never
remembers one. https://www.rfc-editor.org/rfc/rfc9110#section-15.5 and https://www.rfc-editor.org/rfc/rfc6585#section-5
"""

import json
from functools import cache
from http import HTTPStatus

from service.web.security import BASE_HEADERS, NOTHING_POLICY

_DETAILS = {
    400: "This is no HTTP request that this service understands.",
    408: "The request did not arrive in time.",
    413: "This service takes no content of that size.",
    414: "The address is too long.",
    431: "The headers are too many or too long.",
    503: "The service is busy or about to restart; please try again in a moment.",
}
STATUSES = frozenset(_DETAILS)
"""What can be refused with."""

_AGAIN_SECONDS = 2


@cache
def refusal(status: int) -> bytes:
    """The answer with a status, one of STATUSES.

    Raises:
        KeyError: there is no such refusal.
    """
    phrase = HTTPStatus(status).phrase
    detail = _DETAILS[status]
    told = {"type": "about:blank", "title": phrase.lower(), "status": status, "detail": detail, "code": "bad-request"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        told["code"] = "busy"
    body = json.dumps(told).encode()
    headers = {
        **BASE_HEADERS,
        "Content-Security-Policy": NOTHING_POLICY,
        "Content-Type": "application/problem+json",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        "Connection": "close",
        **({"Retry-After": str(_AGAIN_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}),
    }
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {phrase}\r\n{lines}\r\n".encode("latin-1") + body
