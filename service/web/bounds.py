"""What one client may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one connection may cost.

    Attributes:
        head_bytes: request line and headers together.
        target_bytes: path and query.
        pipelined: requests that wait behind one that is being answered.
        receive_seconds: for a whole request, from its first byte; also for the first byte of a connection.
        send_seconds: how long a client may leave an answer unread that does not fit into the buffers.
        last_seconds: when the service ends, how long a request that is on its way may take to arrive.
        connections: open ones in this process.
    """

    head_bytes: int = 32 * 1024
    target_bytes: int = 8 * 1024
    headers: int = 100
    body_bytes: int = 64 * 1024
    pipelined: int = 64
    receive_seconds: float = 10.0
    send_seconds: float = 20.0
    last_seconds: float = 1.0
    connections: int = 800
