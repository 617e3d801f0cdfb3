"""The library and the programme's choices as pandas frames, for a physio's notebook."""

import pandas as pd

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.programme import Programme, build
from workbook.programme.suitability import advice, verdict_for
from workbook.programme.what_if import difference


def exercises(library: Library) -> pd.DataFrame:
    """One row an exercise, by id: dose, equipment, sides, a column for the verdict on each sore injury."""
    rows = {}
    for exercise in library.exercises.values():
        dose = exercise.dose
        groups = [" or ".join(group) for group in exercise.equipment.need]
        rows[exercise.id] = {
            "name": exercise.name,
            "from_post": exercise.from_post,
            "stage": exercise.stage,
            "slots": ", ".join(exercise.slots),
            "rounds_least": dose.rounds[0],
            "rounds_most": dose.rounds[1],
            "reps_least": dose.reps[0],
            "reps_most": dose.reps[1],
            "rest_s": dose.rest_s[0],
            "needs": " and ".join(groups),
            "push_arm": exercise.push_arm != "none",
            "pull_arm": exercise.pull_arm != "none",
            "easier": exercise.easier,
            "harder": exercise.harder,
            **{name: exercise.suitability[name].verdict for name in library.injuries},
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("exercise")


def suitability(library: Library) -> pd.DataFrame:
    """One row an exercise, an injury and a rule: the verdicts, and the rule's words, basis and sources."""
    rows = [
        {
            "exercise": exercise.id,
            "injury": injury,
            "sore": suits.verdict,
            "settled": verdict_for(exercise, injury, "settled"),
            "rule": code,
            "says": library.rules[code].text,
            "basis": library.rules[code].basis,
            "sources": ", ".join(library.rules[code].sources),
        }
        for exercise in library.exercises.values()
        for injury, suits in exercise.suitability.items()
        for code in suits.rules
    ]
    return pd.DataFrame(rows)


def emg(library: Library) -> pd.DataFrame:
    """One row a finding of electromyography, in % of a maximal voluntary contraction; what is unknown stays empty."""
    return pd.DataFrame([finding.model_dump() for finding in library.emg])


def evidence(library: Library, exercise: str) -> pd.DataFrame:
    """What an exercise rests on: one row a source, by its key, for what it is named, and whether anybody looked.

    Raises KeyError for an exercise that is not in the library.
    """
    one = library.exercises[exercise]
    named = [(key, "the exercise") for key in one.sources]
    for injury, suits in one.suitability.items():
        named += [(key, f"rule {code}, {injury}") for code in suits.rules for key in library.rules[code].sources]
    named += [
        (row.source_key, f"EMG of {row.muscle}: {row.pct_mvic or 'no figure'} % MVIC ({row.exercise})")
        for row in library.emg
        if row.exercise_id == exercise and row.source_key
    ]
    rows = []
    for key, what in dict.fromkeys(named):
        reference = library.references[key]
        at = reference.url or (f"https://doi.org/{reference.doi}" if reference.doi else None)
        rows.append(
            {"source": key, "for": what, "year": reference.year, "title": reference.title,
             "checked": reference.confirmed, "address": at}
        )  # fmt: skip
    columns = ["source", "for", "year", "title", "checked", "address"]
    return pd.DataFrame(rows, columns=columns).set_index("source")


def planned(programme: Programme) -> pd.DataFrame:
    """One row a prescription: week, session, slot, dose and why it is there."""
    rows = [
        {
            "week": session.week,
            "session": session.letter,
            "slot": one.slot,
            "exercise": one.exercise.id,
            "rounds": one.rounds,
            "reps": one.reps or f"{one.exercise.dose.reps[0]}-{one.exercise.dose.reps[1]}",
            "rest_s": one.rest_s,
            "minutes": round(one.seconds / 60, 1),
            "why": " ".join(one.why),
        }
        for session in programme.sessions
        for one in session.prescriptions
    ]
    return pd.DataFrame(rows)


def left_out(programme: Programme) -> pd.DataFrame:
    """One row an exercise that is nowhere in the programme, and why."""
    rows = [{"exercise": one.exercise.id, "why": one.why} for one in programme.left_out]
    return pd.DataFrame(rows, columns=["exercise", "why"]).set_index("exercise")


def rules_at_work(runner: Profile, library: Library) -> pd.DataFrame:
    """Rule by rule, what it did for this runner: one row a rule and an exercise, chosen or left out."""
    programme = build(runner, library)
    chosen = {one.exercise.id for session in programme.sessions for one in session.prescriptions}
    rows = []
    for exercise in library.exercises.values():
        read = [one.rule for one in advice(exercise, runner, library)]
        for injury in runner.injuries.keys() & exercise.suitability.keys():
            for code in exercise.suitability[injury].rules:
                rule = library.rules[code]
                rows.append(
                    {
                        "rule": code,
                        "injury": injury,
                        "exercise": exercise.id,
                        "verdict": verdict_for(exercise, injury, runner.injuries[injury]),
                        "in_programme": exercise.id in chosen,
                        "read_by_runner": exercise.id in chosen and rule in read,
                        "says": rule.text,
                    }
                )
    columns = ["rule", "injury", "exercise", "verdict", "in_programme", "read_by_runner", "says"]
    return pd.DataFrame(rows, columns=columns).sort_values(["rule", "exercise"], ignore_index=True)


def compared(before: Programme, after: Programme) -> pd.DataFrame:
    """What is other in the second of two programmes: one row an exercise, what happened to it, and more of it."""
    found = difference(before, after)
    rows = [(name, "came", why) for name, why in found.came.items()]
    rows += [(name, "went", why) for name, why in found.went.items()]
    rows += [(name, "rounds in all weeks", f"{was} → {now}") for name, (was, now) in found.rounds.items()]
    rows += [(name, "advice", text) for name, texts in found.advice.items() for text in texts]
    return pd.DataFrame(rows, columns=["exercise", "what", "more"])


def changes(library: Library) -> pd.DataFrame:
    """One row a value that an overlay adds, changes or hides, beside what it was."""
    rows = [{"file": c.file, "field": c.field, "before": c.before, "after": c.after} for c in library.changes]
    return pd.DataFrame(rows, columns=["file", "field", "before", "after"])
