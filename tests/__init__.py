"""The tests, in rooms as the house has them, and the commands that measure it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""
