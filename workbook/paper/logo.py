"""The logo: a clinic's picture, told by what it holds and not by its name, and whether it can be printed."""

from workbook.paper.typeset import shows

LARGEST = 2_000_000
"""Bytes."""
_BEGINS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def picture_format(logo: bytes) -> str:
    """What a picture is: png, jpg, or else svg."""
    return next((kind for begins, kind in _BEGINS.items() if logo.startswith(begins)), "svg")


def refused(logo: bytes) -> str:
    """Why nobody would print it, whatever it shows, as the end of a sentence; empty where somebody might."""
    if not logo:
        return "its file is empty"
    if len(logo) > LARGEST:
        return f"its file has {len(logo) / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} MB are enough"
    return ""


def unfit(logo: bytes) -> str:
    """Why a picture cannot be a part of a PDF, likewise."""
    if wrong := refused(logo):
        return wrong
    return "" if shows(logo, picture_format(logo)) else "its file is no picture in SVG, PNG or JPEG that can be printed"
