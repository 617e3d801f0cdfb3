"""What a runner tells, and keeps; and what the reports may be said to show."""

from workbook.diary.check_in import CheckIn
from workbook.diary.diary import Diary, Performed, SessionEntry
from workbook.diary.diary_file import DiaryError, read, write
from workbook.diary.runner_profile import Profile

__all__ = ["CheckIn", "Diary", "DiaryError", "Performed", "Profile", "SessionEntry", "read", "write"]
