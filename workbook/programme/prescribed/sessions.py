"""Sessions as a physio prescribed them: what of it this runner can be given, with which dose, and what was cut."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.diary.prescribed.clinics_own import dosed
from workbook.diary.prescribed.prescribed import Prescribed, PrescribedExercise
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.protocol import Week
from workbook.library.records import Exercise
from workbook.programme.prescribed.young import beside
from workbook.programme.prescription import Prescription
from workbook.programme.screening import Screening
from workbook.programme.suitability import advice, owned, why_not, why_not_safe


@dataclass(frozen=True)
class Line:
    """A prescribed exercise, and what becomes of it for this runner."""

    line: PrescribedExercise
    exercise: Exercise | None
    """None where the library does not know it."""
    gone: str = ""
    """Why it is left out, as the end of a sentence that begins with its name; empty where it is not."""
    cut: tuple[str, ...] = ()
    """What is less than was prescribed, in sentences."""
    swapped: bool = False
    """Whether it is what the runner chose in the place of what was prescribed."""


class Prescribing:
    """What is settled for a runner before the first session."""

    def __init__(self, prescribed: Prescribed, profile: Profile, library: Library, screening: Screening) -> None:
        self.prescribed, self.profile, self.library, self.screening = prescribed, profile, library, screening
        self._slots = {slot.id for slot in library.protocol.slots}

    def line(self, line: PrescribedExercise) -> Line:
        """One of the exercises as this runner gets it."""
        exercise = self.library.exercises.get(line.exercise)
        if exercise is None:
            return Line(line, None, "is an exercise that this guide does not have")
        chosen = self._chosen(exercise)
        gone = why_not_safe(chosen or exercise, self.profile, self.screening, self.library)
        if self.screening.easiest_variants:
            gone = gone or "waits: a sign that you ticked asks for the easiest version of each exercise"
        return Line(line, chosen or exercise, gone or "", () if gone else self._cut(line), chosen is not None)

    def _chosen(self, exercise: Exercise) -> Exercise | None:
        """What the runner does in the place of an exercise, where they may."""
        other = self.library.exercises.get(self.profile.swaps.get(exercise.id, ""))
        if other is None:
            return None
        equipment = owned(self.profile, self.library)
        return None if why_not(other, self.profile, equipment, self.screening, self.library) else other

    def lines(self, number: int) -> tuple[Line, ...]:
        """Those of a week's session of this number, from 0."""
        found = [self.line(one) for one in self.prescribed.of_session(number)]
        seen: set[str] = set()
        kept = []
        for one in found:
            if one.exercise is None or one.exercise.id not in seen:
                kept.append(one)
            seen |= {one.exercise.id} if one.exercise else set()
        return tuple(kept)

    def can_be_followed(self, number: int) -> bool:
        """Whether anything is left of a session."""
        return any(not line.gone for line in self.lines(number))

    def _most_rounds(self, week: int) -> int | None:
        young = self.library.protocol.young
        if not self.profile.is_young:
            return None
        return young.first_rounds if week <= young.first_weeks else young.rounds

    def _cut(self, line: PrescribedExercise) -> tuple[str, ...]:
        first = self._most_rounds(1)
        if first is None:
            return ()
        fewer = f"At most {counted(first, 'round')} at first: you are under 18." if line.rounds > first else ""
        lighter = "Without the prescribed weight: you are under 18." if line.load else ""
        return tuple(filter(None, (fewer, lighter)))

    def prescriptions(self, week: Week, number: int) -> Iterator[Prescription]:
        """What stands in a week's session of this number."""
        protocol = self.library.protocol
        most = self._most_rounds(week.week)
        for one in self.lines(number):
            if one.exercise is None or one.gone:
                continue
            rounds = min(one.line.rounds, most) if most else one.line.rounds
            planned = self._with_dose(one, rounds)
            yield Prescription(
                exercise=planned,
                slot=next((name for name in planned.slots if name in self._slots), protocol.slots[0].id),
                rounds=rounds,
                rest_s=planned.dose.rest_s[0],
                change_over_s=protocol.change_over_s,
                reps_left=week.reps_left,
                why=self._why(one),
                advice=advice(one.exercise, self.profile, self.library),
                load=planned.dose.load,
                by=self.prescribed.by,
                note=one.line.note or "",
                beside=beside(one.line.note, self.prescribed.by, self.profile),
            )

    def _with_dose(self, one: Line, rounds: int) -> Exercise:
        """The exercise with its dose; what the runner chose instead has its own, and the rounds."""
        assert one.exercise is not None
        young = self.profile.is_young
        exercise, line = one.exercise, one.line.model_copy(update={"rounds": rounds})
        if one.swapped:
            low = exercise.dose
            line = line.model_copy(
                update={"reps": low.reps[0], "hold_s": low.hold_s and low.hold_s[0], "rest_s": low.rest_s[0]}
                | {"side": None, "load": None}
            )
        found = dosed(exercise, line)
        if not young:
            return found
        return found.model_copy(
            update={"dose": found.dose.model_copy(update={"load": self.library.protocol.young.exercise_load})}
        )

    def _why(self, one: Line) -> tuple[str, ...]:
        if one.swapped:
            return (f"You chose it in the place of {self.library.exercises[one.line.exercise].name}.", *one.cut)
        return (f"{self.prescribed.by} prescribed it for you.", *one.cut)


def follows(profile: Profile, library: Library, screening: Screening) -> Prescribing | None:
    """What there is to follow; None where nothing is prescribed, or where safety leaves nothing of one session."""
    prescribed = profile.prescribed
    if prescribed is None or not prescribed.exercises:
        return None
    found = Prescribing(prescribed, profile, library, screening)
    return found if all(map(found.can_be_followed, range(prescribed.letters))) else None
