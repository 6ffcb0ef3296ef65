"""What the service writes down: one JSON object a line, one line a request that reaches the application.

No client's address, no query and no header is written; a login may be part of a path.
"""

import contextvars
import json
import logging
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = contextvars.ContextVar("request_id", default="")
HEADER = b"x-request-id"

_LONGEST_PATH = 200
_FIELDS = ("method", "path", "status", "milliseconds", "logins")

log = logging.getLogger("service.requests")


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; an exception is a field of it."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line.update({name: record.__dict__[name] for name in _FIELDS if name in record.__dict__})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        # Everything beyond ASCII escaped: a path may hold U+2028, at which some readers of logs begin a new line.
        return json.dumps(line)


def configuration(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything, the server's own lines included, as JSON on standard error."""
    handled = {"handlers": ["json"], "level": level.upper(), "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "service.web.logs.JsonFormatter"}},
        "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["json"], "level": "WARNING"},
        "loggers": {"service": handled, "uvicorn": handled},
    }


class RequestLog:
    """Gives each request a number, writes a line when it is answered, and tells the client the number."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and watch its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, began, status = uuid.uuid4().hex[:16], time.perf_counter(), 500
        token = REQUEST_ID.set(request_id)

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (HEADER, request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            spent = round((time.perf_counter() - began) * 1000, 1)
            path = scope["path"][:_LONGEST_PATH]
            log.info(
                "answered", extra={"method": scope["method"], "path": path, "status": status, "milliseconds": spent}
            )
            REQUEST_ID.reset(token)
