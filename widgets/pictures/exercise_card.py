"""The exercise card: what to do, on which side, what to change for this runner, why it is there and who says so."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from widgets.parts.citation import cite
from widgets.pictures.exercise_figure import figure_html, in_stride
from workbook.library import Library
from workbook.library.emg import muscle_work
from workbook.library.records import Exercise
from workbook.programme.prescription import (
    Position,
    Prescription,
    arithmetic,
    is_hold,
    positions,
    span,
    tempo_in_words,
    work_in_words,
)
from workbook.programme.suitability import either
from workbook.programme.swaps import Swap

Planned = Sequence[tuple[int, Prescription]]
"""Week and prescription, in the order of the weeks."""

_VERDICTS = {
    "good": "Suits it",
    "modify": "Change this",
    "avoid": "Leave out",
}


def anchor(exercise: Exercise) -> str:
    """The card's anchor in the page, after the `#`."""
    return f"exercise={exercise.id}"


def _weeks(weeks: Sequence[int]) -> str:
    runs = []
    for _, run in groupby(enumerate(weeks), key=lambda pair: pair[1] - pair[0]):
        numbers = [week for _, week in run]
        runs.append(span((numbers[0], numbers[-1])))
    return ("Week " if len(weeks) == 1 else "Weeks ") + ", ".join(runs)


def _by_week(exercise: Exercise, planned: Planned) -> str:
    by_dose: dict[tuple[tuple[int, int], tuple[int, int]], list[int]] = {}
    for week, prescriptions in groupby(planned, key=lambda pair: pair[0]):
        found = [prescription for _, prescription in prescriptions]
        rounds = [prescription.rounds for prescription in found]
        by_dose.setdefault(((min(rounds), max(rounds)), found[0].reps_left), []).append(week)
    rows = "".join(
        f"<li><b>{_weeks(weeks)}:</b> {_rounds(rounds)}, {_stop(exercise, left)}</li>"
        for (rounds, left), weeks in by_dose.items()
    )
    return f"<ul class='rounds'>{rows}</ul>"


def _dose(exercise: Exercise, load: str) -> str:
    dose = exercise.dose
    added = f" Not in the post: {', '.join(_ADDED[a] for a in dose.added)}." if dose.added else ""
    whose = "The post's dose" if exercise.from_post else "Dose"
    rounds = "" if load != dose.load else f"{whose}: {_rounds(dose.rounds)}."  # under 18 there are fewer
    return (
        f"<p class='dose'><strong>{escape(work_in_words(exercise))}</strong><br>"
        f"{escape(tempo_in_words(exercise))}; rest {span(dose.rest_s)} s. Load: {escape(load)}. "
        f"<span class='added'>{rounds}{added}</span></p>"
    )


def _stop(exercise: Exercise, left: tuple[int, int]) -> str:
    if is_hold(exercise):
        return "stop while you still hold it well"
    return f"stop with {span(left)} more in hand"


def _rounds(rounds: tuple[int, int]) -> str:
    return "1 round" if rounds == (1, 1) else f"{span(rounds)} rounds"


_ADDED = {"rounds": "rounds", "reps": "reps", "side": "each side", "tempo": "tempo", "rest_s": "rest"}


def _position(exercise: Exercise, position: Position) -> str:
    hip = position.working_hip
    parts = [f"<span class='hip'>{hip} hip</span> works ({escape(exercise.working_hip)})"]
    if position.push_arm:
        parts.append(f"<span class='push'>{position.push_arm} arm</span> pushes")
    if position.pull_arm:
        parts.append(f"<span class='pull'>{position.pull_arm} arm</span> pulls")
    if position.load_hand and position.load_hand not in (position.push_arm, position.pull_arm):
        parts.append(f"weight, if you use one, in the {position.load_hand} hand")
    return f"<li>{', '.join(parts)}</li>"


def _sides(exercise: Exercise) -> str:
    found = positions(exercise)
    if not found or exercise.working_hip == "none":
        return ""
    items = "".join(_position(exercise, position) for position in found)
    return f"<h4>Sides</h4><ul class='sides'>{items}</ul>"


def _list(items: Sequence[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _advice(prescription: Prescription, library: Library) -> str:
    items = []
    for advice in prescription.advice:
        injury = library.injuries[advice.injury].name
        sources = cite(advice.rule.sources, library)
        basis = f"{escape(advice.rule.basis)}{'; ' + sources if sources else ''}"
        items.append(
            f"<li class='{advice.verdict}'><b>{escape(injury)} – {_VERDICTS[advice.verdict].lower()}:</b> "
            f"{escape(advice.rule.text)} <small>Basis: {basis}.</small></li>"
        )
    return f"<h4>For you</h4><ul class='advice'>{''.join(items)}</ul>" if items else ""


def _demand(exercise: Exercise, library: Library) -> str:
    found = "".join(
        f"<li>{one.muscle}: {' to '.join(one.bands)} <small>{cite(one.sources, library)}</small></li>"
        for one in muscle_work(exercise.id, library)
    )
    if not found:
        return ""
    return (
        f"<h4>Muscle activity in studies</h4><ul>{found}</ul><p><small>Mostly single sessions with healthy young "
        "people. Studies differ widely, and more activity does not prove more strength.</small></p>"
    )


def _background(exercise: Exercise, library: Library) -> str:
    note = f"<p>{escape(exercise.note)}</p>" if exercise.note else ""
    coupling = f"<h4>Sides, for a physio</h4><p>{escape(exercise.coupling)}</p>" if exercise.coupling else ""
    sources = cite(exercise.sources, library) or "None: clinical reasoning."
    return (
        f"<h4>Watch for</h4>{_list(exercise.faults)}"
        f"<h4>Trains</h4><p>{escape(', '.join(exercise.muscles))}. Focus: {escape(', '.join(exercise.focus))}.</p>"
        f"{coupling}{note}{_demand(exercise, library)}<h4>Sources</h4><p>{sources}</p>"
    )


_KINDS = {"easier": "easier", "harder": "harder", "another": "same job", "back": "back to the plan"}


def swaps_html(exercise: Exercise, swaps: Sequence[Swap]) -> str:
    """HTML of the buttons that swap an exercise for another; empty where there is none to swap for."""
    buttons = "".join(
        f"<button type='button' class='quiet' data-deed='swap' data-exercise='{exercise.id}' "
        f"data-instead='{swap.exercise.id}'>{escape(swap.exercise.name)} <small>({_KINDS[swap.kind]})</small></button>"
        for swap in swaps
    )
    return f"<details class='swaps'><summary>Swap it</summary><div>{buttons}</div></details>" if buttons else ""


def _note(prescription: Prescription) -> str:
    by, note = escape(prescription.by), escape(prescription.note)
    beside = f"<p>{escape(prescription.beside)}</p>" if prescription.beside else ""
    return f"<p class='note'><b>{by}:</b> {note}</p>{beside}" if note else ""


def exercise_card(exercise: Exercise, planned: Planned, library: Library, swaps: str = "") -> str:
    """HTML of one card: an `article` named for its exercise. `planned` is never empty."""
    prescription = planned[0][1]
    slots = {slot.id: slot.name for slot in library.protocol.slots}
    tags = [slots[name] for name in dict.fromkeys(p.slot for _, p in planned)]
    from_post = "<li class='tag post'>From the post</li>" if exercise.from_post else ""
    title = f"card-{exercise.id}"
    why = " ".join(escape(sentence) for sentence in prescription.why)
    return (
        f"<article class='card' id='{anchor(exercise)}' aria-labelledby='{title}'>"
        f"<h3 id='{title}' tabindex='-1'>{escape(exercise.name)}</h3>"
        f"<ul class='tags'>{from_post}{''.join(f'<li class=tag>{escape(tag)}</li>' for tag in tags)}</ul>"
        f"{figure_html(exercise, 'card')}{_dose(exercise, prescription.load)}{_by_week(exercise, planned)}"
        f"<h4>Do it</h4>{_list(exercise.cues, 'ol')}"
        f"{_sides(exercise)}{in_stride(exercise, 'card', library.stride)}"
        f"{_advice(prescription, library)}"
        f"{_note(prescription)}<h4>Why it is here</h4><p>{why}</p>{swaps}"
        "<details><summary>Watch for, minutes, sources</summary>"
        f"<h4>Minutes</h4><p>{escape(arithmetic(prescription))}</p>"
        f"{_background(exercise, library)}</details>"
        "</article>"
    )


def _suitability(exercise: Exercise, library: Library) -> str:
    items = []
    for injury, suits in exercise.suitability.items():
        rules = " ".join(escape(library.rules[code].text) for code in suits.rules)
        items.append(
            f"<li class='{suits.verdict}'><b>{escape(library.injuries[injury].name)} – "
            f"{_VERDICTS[suits.verdict].lower()}:</b> {rules}</li>"
        )
    return f"<h4>While it is sore</h4><ul class='advice'>{''.join(items)}</ul>"


def library_card(exercise: Exercise, library: Library, not_now: str = "") -> str:
    """HTML of an exercise as it stands in the library, for every injury; `not_now`, HTML, in place of the dose."""
    title = f"library-{exercise.id}"
    equipment = " and ".join(
        either(library.equipment[piece].name for piece in group) for group in exercise.equipment.need
    )
    needs = f"Needs {equipment}." if equipment else "Needs nothing."
    dose = not_now or _dose(exercise, exercise.dose.load)
    return (
        f"<article class='card' id='library-exercise' aria-labelledby='{title}'>"
        f"<h3 id='{title}'>{escape(exercise.name)}</h3>"
        f"{figure_html(exercise, 'library')}{dose}<p>{escape(needs)}</p>"
        f"<h4>Do it</h4>{_list(exercise.cues, 'ol')}{_sides(exercise)}"
        f"{in_stride(exercise, 'library', library.stride)}{_suitability(exercise, library)}"
        f"<details><summary>Watch for, sources</summary>{_background(exercise, library)}</details></article>"
    )
