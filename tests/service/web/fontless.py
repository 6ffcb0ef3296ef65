"""A rasteriser on a machine without fonts: every text is invisible."""


def svg_to_bytes(*, svg_string: str) -> bytes:
    """The same picture whatever the letters are."""
    return b"blank" if svg_string else b""
