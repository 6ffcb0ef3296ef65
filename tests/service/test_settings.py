"""Settings come from the environment, and a bad value is one line that names its variable."""

import pytest

from service.settings import BadSettings, read_settings

SECRET = "ghp_" + "s3cret" * 5


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read_settings({})

    assert settings.tokens == ()
    assert settings.github_api_url == "https://api.github.com"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_an_empty_variable_counts_as_absent() -> None:
    assert read_settings({"PORT": " ", "GITHUB_TOKEN": ""}).tokens == ()


def test_tokens_of_both_variables_are_used_each_once() -> None:
    settings = read_settings({"GITHUB_TOKEN": "a", "GITHUB_TOKENS": "b, a\n c"})

    assert settings.tokens == ("a", "b", "c")


def test_the_slash_at_the_end_of_an_address_is_dropped() -> None:
    assert (
        read_settings({"GITHUB_API_URL": "https://ghe.example/api/v3/"}).github_api_url == "https://ghe.example/api/v3"
    )


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "eighty", "PORT: input should be a valid integer"),
        ("PORT", "70000", "PORT: input should be less than or equal to 65535"),
        ("GITHUB_API_URL", "ftp://example.com", "GITHUB_API_URL: must be an http or https address"),
        ("GITHUB_API_URL", "https://user:pass@example.com", "GITHUB_API_URL: must be an http or https address"),
        ("GITHUB_API_URL", "https://h:999999", "GITHUB_API_URL: must have a port from 1 to 65535"),
        ("PUBLIC_URL", "https://h:0", "PUBLIC_URL: must have a port from 1 to 65535"),
        ("REDIS_URL", "redis://localhost:abc", "REDIS_URL: must have a port from 1 to 65535"),
        ("REDIS_URL", "http://localhost", "REDIS_URL: must start with redis://, rediss:// or unix://"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: input should be 'debug', 'info', 'warning' or 'error'"),
        ("GITHUB_TOKEN", "two words", "GITHUB_TOKEN: must not contain spaces or line breaks"),
        ("MEMORY_MEGABYTES", "0", "MEMORY_MEGABYTES: input should be greater than or equal to 1"),
    ],
)
def test_a_bad_value_is_named_in_one_line(variable: str, value: str, said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        read_settings({variable: value})

    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("variable", ["GITHUB_TOKEN", "GITHUB_TOKENS", "REDIS_URL"])
def test_a_secret_is_in_no_representation_and_in_no_error(variable: str) -> None:
    value = f"redis://:{SECRET}@localhost" if variable == "REDIS_URL" else SECRET
    settings = read_settings({variable: value})
    with pytest.raises(BadSettings) as caught:
        read_settings({variable: f"{SECRET} {SECRET}", "REDIS_URL": f"http://{SECRET}"})

    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json()
    assert SECRET not in str(caught.value) + repr(caught.value)


def test_a_password_that_looks_like_a_port_is_not_shown() -> None:
    with pytest.raises(BadSettings, match="REDIS_URL: must have a port") as caught:
        read_settings({"REDIS_URL": f"redis://:{SECRET}/more@localhost"})

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("url", ["redis://localhost", "rediss://:pass@[::1]:6380/1", "unix:///run/redis.sock"])
def test_an_address_of_redis_needs_no_port(url: str) -> None:
    settings = read_settings({"REDIS_URL": url})

    assert settings.redis_url
    assert settings.redis_url.get_secret_value() == url
