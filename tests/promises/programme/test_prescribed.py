"""What a physio prescribed is the runner's programme, below what the runner tells of their safety and their pain."""

import datetime as dt
from itertools import product

import pytest

from tests.helpers.prescriptions import LINE, prescribed
from workbook.case import Case
from workbook.caseload.follow_up import decided, follow_up
from workbook.diary.diary import Performed, SessionEntry
from workbook.library import shipped
from workbook.programme.prescribed.beside import beyond, given, overruled
from workbook.programme.prescribed.young import holds_weight
from workbook.programme.prescription import work_in_words

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def case():
    case = Case()
    case.told_day = DAY
    case.answer(screened=dict.fromkeys(case.unanswered, DAY), injuries={"pfp": "sore"}, equipment=["dumbbell"])
    return case


def names(session):
    return [one.exercise.id for one in session.prescriptions]


def test_each_week_has_what_was_prescribed(case):
    """The dose is the physio's, on the side that they chose; more sessions than were written go round again."""
    case.take_up(prescribed())
    assert case.profile.sessions == 3
    assert [week.week for week, _ in case.programme.weeks] == [1, 2, 3, 4, 5, 6]
    for _, sessions in case.programme.weeks:
        assert [names(one) for one in sessions] == [
            ["seed_rdl", "side_plank_knees"], ["seed_rdl", "calf_raise_double"], ["seed_rdl", "side_plank_knees"],
        ]  # fmt: skip
    first = case.this_week.sessions[0].prescriptions[0]
    assert (first.rounds, first.rest_s, first.load, first.by) == (3, 60, "8 kg", "Riverside Physio")
    assert work_in_words(first.exercise) == "8 reps, left side only"
    assert [one.working_hip for one in first.positions] == ["left"]
    held = case.this_week.sessions[0].prescriptions[1]
    assert "40 s" in work_in_words(held.exercise)


def test_the_runners_own_answers_stay(case):
    """And all comes back when it is put aside; it stays in the diary, and can be followed again."""
    before, programme = case.profile, case.programme
    case.take_up(prescribed(sessions=None))
    assert case.profile.model_copy(update={"prescribed": None}) == before
    assert case.programme != programme
    case.put_aside("0123456789abcdef")
    assert case.programme == programme
    assert [e.prescribed.by for e in case.diary.prescribed_entries] == ["Riverside Physio"]
    case.put_aside("0123456789abcdef", aside=False)
    assert case.programme.by == "Riverside Physio"


def test_a_later_prescription_takes_the_place_of_an_earlier(case):
    case.take_up(prescribed())
    case.told_day = DAY + dt.timedelta(days=14)
    case.take_up(prescribed(id="fedcba9876543210", by="Dr Moss"))
    assert case.programme.by == "Dr Moss"
    assert len(case.diary.prescribed_entries) == 2


def test_safety_comes_first(case):
    """A sign that hides the programme hides a prescription; what a runner cannot do is left out of it."""
    case.take_up(prescribed())
    case.answer(cannot=("floor",))
    assert all("side_plank_knees" not in names(s) for s in case.programme.sessions)
    case.answer(red_flags=[next(f.id for f in case.library.red_flags.values() if f.action == "emergency")])
    assert not case.programme.weeks
    assert case.this_week is None


def test_where_safety_leaves_nothing_the_rules_choose(case):
    only = [{"exercise": "side_plank_knees", "rounds": 2, "reps": 1, "hold_s": 40, "rest_s": 45}]
    case.take_up(prescribed(exercises=only))
    assert case.programme.by
    case.answer(cannot=("kneel", "floor"))
    assert not case.programme.by
    assert all(s.prescriptions for s in case.programme.sessions)


def test_a_runner_under_18_gets_no_heavy_dose(case):
    """Whoever prescribed it: fewer rounds, no weight that was named, and it is said."""
    heavy = [{**LINE, "rounds": 10, "load": "60 kg"}]
    case.answer(age_band="under_18")
    case.take_up(prescribed(exercises=heavy))
    young = case.library.protocol.young
    for session in case.programme.sessions:
        most = young.first_rounds if session.week <= young.first_weeks else young.rounds
        assert all(one.rounds <= most and one.load == young.exercise_load for one in session.prescriptions)
    assert any("under 18" in why for why in case.this_week.sessions[0].prescriptions[0].why)


def test_pain_eases_what_was_prescribed(case):
    """And adds nothing that nobody prescribed."""
    case.take_up(prescribed())
    case.answer(start=DAY)
    case.check_in(DAY + dt.timedelta(days=1), {"pain_during:pfp": 8})
    case.told_day = DAY + dt.timedelta(days=2)
    assert case.this_week.decision.ruling == "ease"
    planned = {names(s)[0]: s for s in case.programme.weeks[0][1]}
    for session in case.this_week.sessions:
        assert session.prescriptions
        assert sum(p.rounds for p in session.prescriptions) <= sum(
            p.rounds for p in case.programme.weeks[0][1]["ABC".index(session.letter)].prescriptions
        )
    assert planned


def test_a_good_week_raises_no_physios_dose(case):
    """Nor does a second block put a harder exercise in the place of one."""
    case.take_up(prescribed())
    case.answer(start=DAY)
    for week in range(7):
        day = DAY + dt.timedelta(weeks=week, days=1)
        case.told_day = day
        case.check_in(day, {"sessions_done": 3, "pain_during:pfp": 0})
    assert any(d.ruling == "progress" for d in case.decisions)
    for session in case.this_week.sessions:
        assert all((p.reps, p.slower_s, p.changes) == (None, 0, ()) for p in session.prescriptions)
    case.next_block("build")
    assert {p.exercise.id for s in case.programme.sessions for p in s.prescriptions} == {
        "seed_rdl", "side_plank_knees", "calf_raise_double",
    }  # fmt: skip


def test_what_was_left_out_comes_back_by_no_way(case):
    """Not as an easier version, not as a swap, and not where the rules choose."""
    case.take_up(prescribed(exercises=[], without=["seed_rdl", "rdl_double"]))
    case.swap("bridge_double", "seed_rdl")
    assert not {"seed_rdl", "rdl_double"} & {e.id for e in case.programme.exercises}
    assert "Riverside Physio" in next(e.why for e in case.programme.left_out if e.exercise.id == "seed_rdl")


def test_the_runner_may_swap_what_was_prescribed(case):
    case.take_up(prescribed())
    case.swap("seed_rdl", "rdl_double")
    assert names(case.this_week.sessions[0])[0] == "rdl_double"
    assert case.this_week.sessions[0].prescriptions[0].rounds == 3


def test_the_rules_that_were_overruled_are_named(case):
    """An exercise that is left out for a sore knee is done when a physio says so, and the rule is told."""
    avoided = next(e.id for e in case.library.exercises.values() if e.suitability["pfp"].verdict == "avoid")
    order = prescribed(exercises=[{**LINE, "exercise": avoided, "rounds": 9}], without=[])
    lines = given(order, case.profile, case.library).lines(0)
    said = overruled(lines[0], case.profile, case.library)
    assert any("you marked" in reason for reason in said)
    assert any("9 rounds" in more for more in beyond(lines[0].line, case.library))
    case.take_up(order)
    assert names(case.this_week.sessions[0]) == [avoided]


def test_an_unknown_exercise_is_passed_over(case):
    case.take_up(prescribed(exercises=[LINE, {**LINE, "exercise": "moon_walk"}]))
    assert names(case.this_week.sessions[0]) == ["seed_rdl"]


def test_a_clinics_own_exercise_travels_with_it(case):
    """With its drawing, and such words as this library knows; what the library has by that id stays as it is."""
    shipped = case.library.exercises["seed_rdl"]
    own = shipped.model_dump(mode="json") | {"id": "clinic_rdl", "name": "Clinic RDL", "easier": "not_here"}
    own |= {"sources": ["Nobody 1900"], "slots": ["moon"]}
    other = shipped.model_dump(mode="json") | {"name": "Another RDL", "demands": []}
    case.take_up(prescribed(exercises=[{**LINE, "exercise": "clinic_rdl"}, LINE], own=[own, other]))
    brought = case.library.exercises["clinic_rdl"]
    assert (brought.name, brought.easier, brought.sources) == ("Clinic RDL", None, ())
    assert case.library.exercises["seed_rdl"] == shipped
    assert names(case.this_week.sessions[0]) == ["clinic_rdl", "seed_rdl"]
    case.put_aside("0123456789abcdef")
    assert "clinic_rdl" not in case.library.exercises


@pytest.mark.parametrize(
    ("age", "cannot", "sore", "eased"),
    list(product([None, "under_18"], [(), ("kneel",), ("kneel", "floor")], [{}, {"achilles": "sore"}], [0, 9])),
)
def test_no_answer_breaks_it(case, age, cannot, sore, eased):
    """With every kind of answer there are sessions with something in them, and no more rounds than prescribed."""
    case.take_up(prescribed())
    case.answer(age_band=age, cannot=cannot, injuries=sore, start=DAY)
    if sore:
        case.check_in(DAY, {"pain_during:achilles": eased})
    for session in case.this_week.sessions:
        assert session.prescriptions
        assert all(one.rounds <= 4 for one in session.prescriptions)
        assert session.seconds > 0


def test_putting_the_last_aside_brings_back_no_earlier_one(case):
    """And the runner's own sessions a week and first day, unless they changed them since."""
    case.answer(sessions=4)
    case.take_up(prescribed(start="2026-03-09"))
    case.take_up(prescribed(id="fedcba9876543210", by="Dr Moss", sessions=2))
    assert (case.profile.sessions, case.profile.start) == (2, dt.date(2026, 3, 9))
    case.put_aside("fedcba9876543210")
    assert case.programme.by == ""
    assert (case.profile.sessions, case.profile.start) == (4, None)
    case.put_aside("fedcba9876543210", aside=False)
    case.answer(sessions=5)
    case.put_aside("fedcba9876543210")
    assert case.profile.sessions == 5


def test_one_that_a_clock_ahead_dated_does_not_win_for_ever(case):
    case.told_day = dt.date(2099, 1, 1)
    case.take_up(prescribed())
    case.told_day = DAY
    case.take_up(prescribed(id="fedcba9876543210", by="Dr Moss"))
    assert case.programme.by == "Dr Moss"


def test_a_sign_that_asks_for_the_easiest_is_heard(case):
    """The guide's own easiest programme takes the place of what was prescribed, until the sign is gone."""
    case.take_up(prescribed())
    flag = next(f.id for f in case.library.red_flags.values() if f.easiest_variants and f.asks == "tick")
    case.answer(red_flags=[flag])
    assert case.programme.by == ""
    case.answer(red_flags=[])
    assert case.programme.by == "Riverside Physio"


def test_an_exercise_that_nobody_here_checked_is_given_to_nobody_with_a_sign(case):
    """Whatever it says of itself: its own words are a stranger's."""
    own = case.library.exercises["pogo_hops"].model_dump(mode="json")
    own |= {"id": "my_hops", "demands": [], "stage": "activate"}
    case.take_up(prescribed(exercises=[{**LINE, "exercise": "my_hops"}, LINE], own=[own], without=[]))
    assert "my_hops" in names(case.this_week.sessions[0])
    case.answer(cannot=("floor",))
    assert names(case.this_week.sessions[0]) == ["seed_rdl"]


@pytest.mark.parametrize(
    "word",
    ["40 kg", "take 12,5kg", "2 x 7.5 KG", "20-kilo bar", "forty kilos", "45lb", "10 lbs.", "a ten-pound bell",
     "two stone", "Kilos: 8", "500 g", "1\N{NO-BREAK SPACE}kilogramme", "\N{SQUARE KG}: 5", "16 oz"],
)  # fmt: skip
def test_a_weight_is_found_in_a_word(word):
    assert holds_weight(word)


@pytest.mark.parametrize("word", ["Left leg only", "3 kilometres first", "Do not pound the ground", "2 goes", "bulbs"])
def test_no_weight_is_found_where_there_is_none(word):
    assert not holds_weight(word)


def done(case, day, letters):
    """Sessions of a week, a day each, with all that was planned in them done."""
    for number, letter in enumerate(letters):
        performed = (Performed(exercise="seed_rdl", rounds=2),)
        on = day + dt.timedelta(days=2 * number)
        edited = dt.datetime.combine(on, dt.time(), dt.UTC)
        name = f"{letter}-{on}"
        case.record(SessionEntry(id=name, date=on, edited=edited, week=1, letter=letter, performed=performed))


def weeks(case):
    """What is said of each week that is over about its sessions."""
    return [next(said for said in d.why if " done." in said) for d in case.decisions]


def in_week(case, number, day=0):
    case.told_day = DAY + dt.timedelta(weeks=number, days=day)


def test_earlier_weeks_are_judged_by_what_held_then(case):
    """A prescription of three a week makes no week of two a worse one; put aside, it takes its own weeks along."""
    case.answer(start=DAY, injuries={})
    for number in range(2):
        done(case, DAY + dt.timedelta(weeks=number), "AB")
    in_week(case, 2)
    before = case.decisions
    assert weeks(case) == ["2 of 2 sessions done."] * 2
    case.take_up(prescribed(sessions=3))
    assert [d.ruling for d in case.decisions] == [d.ruling for d in before]
    assert weeks(case) == ["2 of 2 sessions done."] * 2
    done(case, DAY + dt.timedelta(weeks=2), "AB")
    in_week(case, 3)
    case.put_aside("0123456789abcdef")
    done(case, DAY + dt.timedelta(weeks=3), "AB")
    in_week(case, 4)
    assert weeks(case) == [f"2 of {many} sessions done." for many in (2, 2, 3, 2)]


def test_a_week_in_which_the_number_changes_asks_for_the_fewer(case):
    """But for no fewer than were done."""
    case.answer(start=DAY, injuries={})
    in_week(case, 0, 3)
    case.take_up(prescribed(sessions=3))
    done(case, DAY, "AB")
    in_week(case, 1)
    assert weeks(case) == ["2 of 2 sessions done."]
    done(case, DAY + dt.timedelta(days=5), "C")
    assert weeks(case) == ["3 of 3 sessions done."]


def test_a_replaced_prescription_keeps_its_weeks(case):
    case.answer(start=DAY, injuries={})
    case.take_up(prescribed(sessions=4))
    done(case, DAY, "ABCD")
    in_week(case, 1)
    case.take_up(prescribed(id="fedcba9876543210", sessions=1))
    done(case, DAY + dt.timedelta(weeks=1), "A")
    in_week(case, 2)
    assert weeks(case) == ["4 of 4 sessions done.", "1 of 1 session done."]


@pytest.mark.parametrize(("letters", "many"), [("AB", 2), ("ABC", 3)])
def test_before_the_runners_own_last_answer_weeks_have_what_their_letters_tell(letters, many, case):
    """No earlier answer is kept: two a week as at first, or as many as had a letter."""
    case.answer(start=DAY, injuries={}, sessions=many)
    done(case, DAY, letters)
    in_week(case, 1)
    case.answer(sessions=5 - many)
    done(case, DAY + dt.timedelta(weeks=1), "ABC"[: 5 - many])
    in_week(case, 2)
    assert weeks(case) == [f"{n} of {n} sessions done." for n in (many, 5 - many)]


def test_a_caseload_counts_as_the_page_does(case):
    """Weeks of two, then of three that were prescribed, then of two again that the runner chose: seven planned."""
    case.answer(start=DAY, injuries={})
    done(case, DAY, "AB")
    in_week(case, 1)
    case.take_up(prescribed(sessions=3))
    done(case, DAY + dt.timedelta(weeks=1), "A")
    in_week(case, 2)
    case.answer(sessions=2)
    done(case, DAY + dt.timedelta(weeks=2), "AB")
    in_week(case, 2, 6)
    one = follow_up("anna", case.diary, case.today, shipped())
    assert (one.done, one.planned) == (5, 7)
    in_week(case, 3)
    one = follow_up("anna", case.diary, case.today, shipped())
    assert decided(one, shipped()) == case.decisions
