"""What the workshop's notebook shows."""

from widgets.workshop.workshop import Workshop

__all__ = ["Workshop"]
