"""A prescription beside the rules: which of them it overrules for a runner, and whether it can be opened at all."""

from collections.abc import Iterator

from workbook.diary.prescribed import file
from workbook.diary.prescribed.clinics_own import drawn, with_own
from workbook.diary.prescribed.file import PrescribedError
from workbook.diary.prescribed.prescribed import Prescribed, PrescribedExercise
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.records import Exercise
from workbook.programme.prescribed.sessions import LONGEST_MIN, Line, Prescribing
from workbook.programme.screening import screen
from workbook.programme.suitability import owned, why_not


def opened(text: str, library: Library) -> Prescribed:
    """The prescription in a file's text, that can be drawn and trained. Raises PrescribedError with a sentence."""
    prescribed = file.read(text)
    fits(prescribed, library)
    return prescribed


def fits(prescribed: Prescribed, library: Library) -> None:
    """Raises PrescribedError where a session takes too long, or an exercise of the clinic's own cannot be drawn."""
    known = with_own(library, prescribed)
    try:
        for exercise in prescribed.own:
            drawn(known.exercises[exercise.id])
    except (ValueError, ArithmeticError):
        raise PrescribedError(f"A drawing in this prescription cannot be drawn. {file.ASK}") from None
    beside = Profile(prescribed=prescribed)
    given = Prescribing(prescribed, beside, known, screen(beside, known))
    for number in range(prescribed.letters):
        planned = given.prescriptions(known.protocol.weeks[0], number)
        if sum(one.seconds for one in planned) > LONGEST_MIN * 60:
            says = f"A session of this prescription takes more than {LONGEST_MIN} minutes, so nothing was opened."
            raise PrescribedError(f"{says} {file.ASK}")


def given(prescribed: Prescribed, profile: Profile, library: Library) -> Prescribing:
    """The prescription for a runner, as if they had taken it; `library` knows the clinic's own exercises."""
    theirs = profile.model_copy(update={"prescribed": prescribed})
    return Prescribing(prescribed, theirs, library, screen(theirs, library))


def overruled(line: Line, profile: Profile, library: Library) -> tuple[str, ...]:
    """What the rules would have said against a prescribed exercise, each the end of a sentence that begins with its
    name. Empty for one that is left out, or that the guide does not have."""
    exercise = library.exercises.get(line.line.exercise)
    if exercise is None or line.gone:
        return ()
    alone = profile.model_copy(update={"prescribed": None})
    refused = why_not(exercise, alone, owned(alone, library), screen(alone, library), library)
    return (*([refused] if refused else []), *_outside(line.line, exercise))


def _outside(line: PrescribedExercise, exercise: Exercise) -> Iterator[str]:
    """Numbers beyond those that the guide has for the exercise."""
    dose, hold_s = exercise.dose, line.hold_s or 0
    hold = dose.hold_s if line.hold_s and dose.hold_s else (0, hold_s)
    for number, (least, most), said in (
        (line.rounds, dose.rounds, counted(line.rounds, "round")),
        (line.reps, dose.reps, counted(line.reps, "repetition")),
        (hold_s, hold, f"{hold_s} s of hold"),
        (line.rest_s, (dose.rest_s[0], line.rest_s), f"{line.rest_s} s of rest"),
    ):
        if not least <= number <= most:
            usual = f"at least {least}" if number < least else f"at most {most}"
            yield f"has {said}, and it asks for {usual}"
