"""The server under the application: when a process counts as alive, and how long those who queue are waited for."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest
import uvicorn

from service.settings import read_settings
from service.web.serving import Server, Worker, configured


def config() -> uvicorn.Config:
    return configured("tests.integration.blocking:create", read_settings({"LOG_LEVEL": "error"}), workers=2)


def stop(worker: Worker) -> None:
    """Let a process stand still."""
    assert worker.pid
    os.kill(worker.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, worker.pid, os.WSTOPPED)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen()
        found.setblocking(False)
        yield found


@pytest.fixture
def stopped(listening: socket.socket) -> Iterator[Worker]:
    """A process that has been started, and stands still before it can answer."""
    worker = Worker(config(), [listening])
    worker.start()
    stop(worker)
    yield worker
    worker.kill()
    worker.join()


def test_a_process_that_is_still_starting_is_alive_and_one_that_hangs_later_is_not(stopped: Worker) -> None:
    assert stopped.pid
    starting = [stopped.is_alive(timeout=0.05) for _ in range(3)]

    os.kill(stopped.pid, signal.SIGCONT)
    give_up = time.monotonic() + 60
    while not stopped.has_begun and time.monotonic() < give_up:
        assert stopped.is_alive()
        time.sleep(0.02)
    running = stopped.is_alive(timeout=30)
    stop(stopped)

    assert (starting, running, stopped.is_alive(timeout=0.5)) == ([True] * 3, True, False)


def test_a_process_that_has_died_is_not_alive(stopped: Worker) -> None:
    stopped.process.kill()
    stopped.join()

    assert not stopped.is_alive()


class Idle:
    """A lifespan that does nothing."""

    async def shutdown(self) -> None:
        """Nothing."""


def ending(listening: socket.socket) -> "asyncio.Task[None]":
    """A server that takes no connection by itself, told to end."""
    server = Server(config())
    server.servers, server.lifespan = [], Idle()  # all that an end asks of it
    return asyncio.create_task(server.shutdown([listening]))


async def test_the_socket_is_closed_when_nobody_queues_any_more(listening: socket.socket) -> None:
    with socket.create_connection(listening.getsockname()):
        end = ending(listening)
        await asyncio.sleep(0.4)
        is_open = listening.fileno() != -1
        taken, _ = listening.accept()
        await asyncio.wait_for(end, 30)
        taken.close()

    assert is_open
    assert listening.fileno() == -1


async def test_a_queue_that_nobody_takes_does_not_hold_the_end_up(listening: socket.socket) -> None:
    with socket.create_connection(listening.getsockname()):
        await asyncio.wait_for(ending(listening), 30)

    assert listening.fileno() == -1
