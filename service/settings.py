"""Settings from the environment: the only place of the service that knows its variables' names."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError


class BadSettings(Exception):
    """A variable has a value that is not allowed; the message is one line and never shows a secret."""


def _words(value: object) -> object:
    return tuple(re.split(r"[\s,]+", value.strip())) if isinstance(value, str) else value


def _is_api_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.username:
        raise ValueError("must be an http or https address, such as https://github.example.com/api/v3")
    return value.rstrip("/")


def _is_redis_url(value: SecretStr) -> SecretStr:
    if urlsplit(value.get_secret_value()).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("must start with redis://, rediss:// or unix://")
    return value


def _is_one_line(value: SecretStr) -> SecretStr:
    if re.search(r"\s", value.get_secret_value()):
        raise ValueError("must not contain spaces or line breaks")
    return value


def _is_rate(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,6}/(second|minute|hour|day)", value):
        raise ValueError("must be a number by second, minute, hour or day, such as 12/hour")
    return value


Token = Annotated[SecretStr, AfterValidator(_is_one_line)]


class Settings(BaseModel):
    """All that an operator can choose; every field is one variable, named by its alias."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    github_token: Token | None = Field(
        default=None, alias="GITHUB_TOKEN", description="A GitHub token; public data needs no scope at all."
    )
    github_tokens: Annotated[tuple[Token, ...], BeforeValidator(_words)] = Field(
        default=(), alias="GITHUB_TOKENS", description="Several tokens, separated by commas or spaces."
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
        raise BadSettings(f"{first['loc'][0]}: {reason[0].lower()}{reason[1:]}") from None
