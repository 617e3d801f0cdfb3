"""From what a runner has told us to this week's sessions."""

from workbook.programme.programme import Programme, Session, build

__all__ = ["Programme", "Session", "build"]
