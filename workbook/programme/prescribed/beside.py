"""A prescription beside the rules: which of them it overrules for a runner, and whether it can be opened at all."""

from collections.abc import Iterator, Mapping
from math import ceil

from workbook.diary.diary import Diary, PrescribedEntry, of
from workbook.diary.prescribed import file
from workbook.diary.prescribed.clinics_own import drawn, with_own
from workbook.diary.prescribed.file import PrescribedError
from workbook.diary.prescribed.prescribed import Prescribed, PrescribedExercise
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.values import LETTERS
from workbook.programme.prescribed.sessions import Line, Prescribing
from workbook.programme.programme import build
from workbook.programme.screening import screen
from workbook.programme.suitability import owned, why_no_equipment, why_not_sore, why_not_yet

LONGEST_MIN = 120
"""Minutes of a session; what takes longer is nobody's session."""
TO_THE_RUNNER = {
    "undrawn": f"A drawing in this prescription cannot be drawn. {file.ASK}",
    "empty": f"This prescription leaves nothing to do, so nothing was opened. {file.ASK}",
    "long": f"A session of this prescription takes more than {LONGEST_MIN} minutes, so nothing was opened. {file.ASK}",
}
"""Why a prescription cannot be opened."""


def opened(text: str, library: Library) -> Prescribed:
    """The prescription in a file's text, that can be drawn and trained. Raises PrescribedError with a sentence."""
    prescribed = file.read(text)
    fits(prescribed, library)
    return prescribed


def fits(prescribed: Prescribed, library: Library, says: Mapping[str, str] = TO_THE_RUNNER) -> None:
    """Raises PrescribedError, with one of the sentences, where it cannot be drawn or a session is empty or too long."""
    known = with_own(library, prescribed)
    for exercise in prescribed.own:
        try:
            drawn(known.exercises[exercise.id])
        except (ValueError, ArithmeticError):
            raise PrescribedError(says["undrawn"].format(name=exercise.name)) from None
    beside = Profile(prescribed=prescribed)
    if not all(session.prescriptions for session in build(beside, known).sessions):
        raise PrescribedError(says["empty"])
    prescribing = given(prescribed, beside, known)
    for number in range(prescribed.letters):
        minutes = sum(one.seconds for one in prescribing.prescriptions(known.protocol.weeks[0], number)) / 60
        if minutes > LONGEST_MIN:
            raise PrescribedError(says["long"].format(letter=LETTERS[number], minutes=ceil(minutes)))


def trusted(diary: Diary, library: Library) -> Diary:
    """A diary of somebody's file or link, without the prescriptions that `opened` would refuse."""
    return of(e for e in diary.entries if not isinstance(e, PrescribedEntry) or _fit(e.prescribed, library))


def _fit(prescribed: Prescribed, library: Library) -> bool:
    try:
        fits(prescribed, library)
    except PrescribedError:
        return False
    return True


def given(prescribed: Prescribed, profile: Profile, library: Library) -> Prescribing:
    """The prescription for a runner, as if they had taken it; `library` knows the clinic's own exercises."""
    theirs = profile.model_copy(update={"prescribed": prescribed})
    return Prescribing(prescribed, theirs, library, screen(theirs, library))


def overruled(line: Line, profile: Profile, library: Library) -> tuple[str, ...]:
    """Rules that leave a prescribed exercise out for this runner, each the end of a sentence that begins with its name.

    Empty for one that is left out, or that the guide does not have.
    """
    exercise = library.exercises.get(line.line.exercise)
    if exercise is None or line.gone:
        return ()
    sore = why_not_sore(exercise, profile, library)
    early = why_not_yet(exercise, profile, screen(profile, library), library)
    return tuple(filter(None, (sore, early)))


def missing(line: Line, profile: Profile, library: Library) -> str:
    """What an exercise needs and the runner has not told of, in the same way; empty where nothing."""
    if line.exercise is None or line.gone:
        return ""
    return why_no_equipment(line.exercise, owned(profile, library), library) or ""


def beyond(line: PrescribedExercise, library: Library) -> Iterator[str]:
    """Numbers beyond those that the guide has for the exercise, in the same way."""
    if line.exercise not in library.exercises:
        return
    dose, hold_s = library.exercises[line.exercise].dose, line.hold_s or 0
    hold = dose.hold_s if line.hold_s and dose.hold_s else (0, hold_s)
    rounds = (min(library.protocol.fewest_rounds, dose.rounds[0]), dose.rounds[1])
    for number, (least, most), said in (
        (line.rounds, rounds, counted(line.rounds, "round")),
        (line.reps, dose.reps, counted(line.reps, "repetition")),
        (hold_s, hold, f"{hold_s} s of hold"),
        (line.rest_s, (min(dose.rest_s[0], 60), line.rest_s), f"{line.rest_s} s of rest"),
    ):
        if not least <= number <= most:
            usual = f"at least {least}" if number < least else f"at most {most}"
            yield f"has {said}, and the guide gives it {usual}"
