"""When the safety questions are to be asked again: after a limp or strong pain that nothing ticked accounts for."""

import datetime as dt

from workbook.diary.check_in import asked_by, is_pain, limped
from workbook.diary.diary import ANSWER, CheckInEntry, Diary, SessionEntry
from workbook.diary.runner_profile import Profile
from workbook.library import Library

Told = CheckInEntry | SessionEntry
_SCREENED = f"{ANSWER}screened"


def due_again(diary: Diary, library: Library) -> dt.date | None:
    """The day from which an answer to the safety questions counts; None while those that were given hold.

    What was told after the last answer makes all answers old, on the same day too: the day is the one after them.
    """
    answer = next((e for e in diary.entries if e.id == _SCREENED and not e.deleted), None)
    profile = diary.profile
    if answer is None or not profile.screened:
        return None
    told: list[Told] = [*diary.check_in_entries, *diary.sessions]
    if any(entry.edited > answer.edited and _unaccounted(entry, profile, library) for entry in told):
        return max(profile.screened.values()) + dt.timedelta(days=1)
    return None


def _unaccounted(entry: Told, profile: Profile, library: Library) -> bool:
    """Whether it tells of a limp with nothing ticked, or of strong pain in a place that is not ticked."""
    ticked = {i for i in profile.injuries if i not in library.injuries or library.injuries[i].kind == "injury"}
    if isinstance(entry, SessionEntry):
        pains = [performed.hurt for performed in entry.performed if performed.hurt]
    else:
        pains = [(asked_by(key)[1] or key, score) for key, score in entry.answers.items() if is_pain(key)]
        signs = [library.red_flags[f] for f in profile.red_flags if f in library.red_flags]
        if limped(entry.answers) and not ticked and not any(flag.group != "health" for flag in signs):
            return True
    return any(library.check_in.pain_rule.is_strong(score) and place not in ticked for place, score in pains)
