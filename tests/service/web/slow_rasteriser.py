"""A rasteriser that takes as long as a test wishes, and gives the drawing back as it was."""

import threading

GATE = threading.Event()
GATE.set()


def svg_to_bytes(*, svg_string: str, zoom: int = 1) -> bytes:
    """The drawing itself, once the gate is open."""
    GATE.wait(20)
    return svg_string.encode() if zoom else b""
