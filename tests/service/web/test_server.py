"""Which store a service has."""

import pytest

from service.settings import read_settings
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.web.server import build_store
from tests.redis_server import free_port


@pytest.mark.parametrize(("demo", "kind"), [(True, MemoryStore), (False, LayeredStore)])
def test_invented_people_are_never_kept_beside_real_ones(*, demo: bool, kind: type) -> None:
    settings = read_settings({"REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"})

    assert isinstance(build_store(settings, demo=demo), kind)
