"""Settings from the environment: the only place of the service that knows its variables' names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from service.admission import Admission
from service.errors import ServiceError
from service.evidence import Login, parse_login
from service.private_key import parse_private_key
from service.publishing import Publish


class BadSettings(Exception):
    """A variable has a value that is not allowed; the message is one line and never shows a secret."""


def _words(value: object) -> object:
    return tuple(re.split(r"[\s,]+", value.strip())) if isinstance(value, str) else value


def _is_api_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.username:
        raise ValueError("must be an http or https address, such as https://github.example.com/api/v3")
    _check_port(parts)
    return value.rstrip("/")


def _is_redis_url(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("must start with redis://, rediss:// or unix://")
    _check_port(parts)
    return value


def _check_port(parts: SplitResult) -> None:
    """A port is checked when it is read; Python's own words would show what may be a part of a password."""
    try:
        is_one = parts.port != 0
    except ValueError:
        is_one = False
    if not is_one:
        raise ValueError("must have a port from 1 to 65535, or none; a password's / ? # @ are written %2F %3F %23 %40")


def _is_one_line(value: SecretStr) -> SecretStr:
    if re.search(r"\s", value.get_secret_value()):
        raise ValueError("must not contain spaces or line breaks")
    return value


def _is_rate(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,6}/(second|minute|hour|day)", value):
        raise ValueError("must be a number by second, minute, hour or day, such as 12/hour")
    return value


def _is_app_id(value: str) -> str:
    if not re.fullmatch(r"\d{1,15}|Iv[\w.]{6,60}", value.strip(), re.ASCII):
        raise ValueError("must be the App ID or the client ID, as the App's settings page shows them")
    return value.strip()


def _is_private_key(value: SecretStr) -> SecretStr:
    return SecretStr(parse_private_key(value.get_secret_value()))


def _content(value: object) -> object:
    """What a file holds that was named by its path; who gives the key instead of a path does not see it again."""
    try:
        return Path(str(value)).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ValueError(f"cannot be read ({type(error).__name__})") from None


def _logins(value: object) -> object:
    words = _words(value)
    return tuple(map(_login, words)) if isinstance(words, tuple) else words


def _login(text: str) -> Login:
    try:
        return parse_login(text)
    except ServiceError as error:
        raise ValueError(f"entry {text[:_SHOWN]!r} cannot be used: {error}") from None


def _is_long(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < _SHORTEST_KEY:
        raise ValueError(
            f"each key must have at least {_SHORTEST_KEY} characters, such as `openssl rand -hex 24` gives"
        )
    return value


def _is_findable(value: Publish, info: ValidationInfo) -> Publish:
    if value is Publish.ENROLLED and not info.data.get("public_url"):
        raise ValueError("enrolled needs PUBLIC_URL, for which it looks in people's profile READMEs")
    return value


_SHOWN = 60
_SHORTEST_KEY = 16
Token = Annotated[SecretStr, AfterValidator(_is_one_line)]
AccessKey = Annotated[SecretStr, AfterValidator(_is_long)]
Logins = Annotated[tuple[Login, ...], BeforeValidator(_logins)]
PrivateKey = Annotated[SecretStr, AfterValidator(_is_private_key)]
InstallationId = Annotated[int, Field(gt=0)]


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App and where it is installed; its key is kept out of its representation.

    Attributes:
        app_id: its number, or its client ID.
        private_key: PEM.
    """

    app_id: str
    private_key: str = field(repr=False)
    installations: tuple[int, ...]


class Settings(BaseModel):
    """All that an operator can choose; every field is one variable, named by its alias."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    github_token: Token | None = Field(
        default=None, alias="GITHUB_TOKEN", description="A GitHub token; public data needs no scope at all."
    )
    github_tokens: Annotated[tuple[Token, ...], BeforeValidator(_words)] = Field(
        default=(), alias="GITHUB_TOKENS", description="Several tokens, separated by commas or spaces."
    )
    github_app_id: Annotated[str, AfterValidator(_is_app_id)] | None = Field(
        default=None,
        alias="GITHUB_APP_ID",
        description="The ID of a GitHub App, beside or instead of tokens; see docs/identity.md.",
    )
    github_app_private_key: PrivateKey | None = Field(
        default=None,
        alias="GITHUB_APP_PRIVATE_KEY",
        description="The App's private key (PEM); line breaks may be written as `\\n`.",
    )
    github_app_private_key_file: Annotated[PrivateKey, BeforeValidator(_content)] | None = Field(
        default=None, alias="GITHUB_APP_PRIVATE_KEY_FILE", description="A file that holds the App's private key."
    )
    github_app_installation_id: Annotated[tuple[InstallationId, ...], BeforeValidator(_words)] = Field(
        default=(),
        alias="GITHUB_APP_INSTALLATION_ID",
        description="Where the App is installed; several, separated by commas, each bring a budget.",
    )
    github_api_url: Annotated[str, AfterValidator(_is_api_url)] = Field(
        default="https://api.github.com",
        alias="GITHUB_API_URL",
        description="GitHub's API: github.com, an Enterprise Server (`https://HOST/api/v3`) or `https://api.SUB.ghe.com`.",
    )
    redis_url: Annotated[SecretStr, AfterValidator(_is_redis_url)] | None = Field(
        default=None, alias="REDIS_URL", description="Shares scores between processes; absent: they stay in memory."
    )
    host: str = Field(default="127.0.0.1", alias="HOST", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, alias="PORT", description="The port to listen on.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", alias="LOG_LEVEL", description="How much the service logs."
    )
    memory_megabytes: int = Field(
        default=256, ge=1, le=1_000_000, alias="MEMORY_MEGABYTES", description="What kept scores may take in memory."
    )
    max_connections: int = Field(
        default=800, ge=1, le=100_000, alias="MAX_CONNECTIONS", description="Connections that one process keeps open."
    )
    refreshes: Annotated[str, AfterValidator(_is_rate)] = Field(
        default="12/hour", alias="REFRESHES", description="Refreshes that one client may ask for."
    )
    first_looks: Annotated[str, AfterValidator(_is_rate)] = Field(
        default="200/minute", alias="FIRST_LOOKS", description="First looks that one client may ask the API for."
    )
    public_url: Annotated[str, AfterValidator(_is_api_url)] | None = Field(
        default=None, alias="PUBLIC_URL", description="The address that snippets name; absent: the one that was asked."
    )
    report_url: Annotated[str, AfterValidator(_is_api_url)] | None = Field(
        default=None, alias="REPORT_URL", description="Where people may say that a number is wrong."
    )
    index_people: bool = Field(
        default=False, alias="INDEX_PEOPLE", description="Let search engines list people's pages."
    )
    show_private: bool = Field(
        default=False,
        alias="SHOW_PRIVATE",
        description="Count and name private repositories that the token sees; only for a service that is not public.",
    )
    opt_out_file: Path | None = Field(
        default=None, alias="OPT_OUT_FILE", description="A file of logins, one a line, that are never asked about."
    )
    allow_logins: Logins = Field(
        default=(),
        alias="ALLOW_LOGINS",
        description="Whom the service answers for, people and organisations; absent: all.",
    )
    deny_logins: Logins = Field(
        default=(), alias="DENY_LOGINS", description="Who is never asked about, shown as one who opted out."
    )
    publish: Annotated[Publish, AfterValidator(_is_findable)] = Field(
        default=Publish.ANYONE,
        alias="PUBLISH",
        description="`enrolled`: details only of people whose profile README shows their badge of `PUBLIC_URL`.",
    )
    access_keys: Annotated[tuple[AccessKey, ...], BeforeValidator(_words)] = Field(
        default=(),
        alias="ACCESS_KEYS",
        description="Makes the service private: nothing about anybody without one of these.",
    )

    @model_validator(mode="after")
    def _has_a_whole_app_or_none(self) -> Self:
        key = self.github_app_private_key or self.github_app_private_key_file
        given = {
            "GITHUB_APP_ID": self.github_app_id,
            "GITHUB_APP_PRIVATE_KEY": key,
            "GITHUB_APP_INSTALLATION_ID": self.github_app_installation_id,
        }
        missing = [name for name, value in given.items() if not value]
        if missing and len(missing) < len(given):
            named = " and ".join(missing)
            raise ValueError(f"{named}: missing; an App needs its ID, a private key and the ID of an installation")
        if self.github_app_private_key and self.github_app_private_key_file:
            raise ValueError("GITHUB_APP_PRIVATE_KEY_FILE: give the key or a file that holds it, not both")
        return self

    @property
    def app(self) -> App | None:
        """The GitHub App, if there is one; each installation once."""
        key = self.github_app_private_key or self.github_app_private_key_file
        if not self.github_app_id or not key:
            return None
        installations = tuple(dict.fromkeys(self.github_app_installation_id))
        return App(self.github_app_id, key.get_secret_value(), installations)

    @property
    def anonymous(self) -> bool:
        """Whether GitHub is asked without any token."""
        return not self.tokens and self.app is None

    def admission(self, opt_outs: frozenset[Login] = frozenset()) -> Admission:
        """Who is looked at; `opt_outs` are denied too."""
        return Admission(frozenset(self.allow_logins), frozenset(self.deny_logins) | opt_outs)

    @property
    def keys(self) -> tuple[str, ...]:
        """The access keys, each once."""
        return tuple(dict.fromkeys(key.get_secret_value() for key in self.access_keys))

    @property
    def signing_key(self) -> str:
        """The key that signs links of a private service; empty if it is not private."""
        return next(iter(self.keys), "")

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every token, each once."""
        given = (*((self.github_token,) if self.github_token else ()), *self.github_tokens)
        return tuple(dict.fromkeys(token.get_secret_value() for token in given if token.get_secret_value()))


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an empty variable counts as absent.

    Raises:
        BadSettings: names the first variable that is wrong and what is allowed.
    """
    try:
        return Settings.model_validate({name: value for name, value in environ.items() if value.strip()})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:
            raise BadSettings(reason) from None
        raise BadSettings(f"{first['loc'][0]}: {reason[0].lower()}{reason[1:]}") from None
