"""Asks GitHub as an App, which may do little more than ask for tokens of its installations."""

import logging

from github import Auth

from service.github_api.client import TIMEOUT_SECONDS, Client
from service.github_api.transport import Answer


class AppClient(Client):
    """A client that signs its requests with the App's private key; PyGithub makes the signature.

    https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
    """

    def __init__(self, base_url: str, app_id: str, private_key: str, *, timeout: int = TIMEOUT_SECONDS) -> None:
        super().__init__(base_url, timeout=timeout)
        self._app = Auth.AppAuth(app_id, private_key)

    def _auth(self) -> Auth.Auth:
        return self._app

    def mint(self, installation: int) -> Answer:
        """Ask for a token of an installation, with all the permissions that it has."""
        return self._ask("POST", _path(installation), None, {})


def _path(installation: int) -> str:
    return f"/app/installations/{installation}/{_TOKENS}"


_TOKENS = "access_tokens"


def _shows_no_new_token(record: logging.LogRecord) -> bool:
    return _TOKENS not in record.getMessage()


# PyGithub masks what it sends but writes down what it receives, and here that is a secret.
logging.getLogger("github.Requester").addFilter(_shows_no_new_token)
