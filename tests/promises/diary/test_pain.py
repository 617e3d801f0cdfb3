"""Pain that is told is heard: the rule's lights, and pictures of runners with the answer wanted."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.bench import pain as bench
from tests.helpers.pages import view
from tests.helpers.written_runners import EDITED, told_by
from widgets.dashboard import Dashboard
from widgets.parts.pain_told import skips_in_words
from workbook.case import Case
from workbook.caseload.follow_up import follow_up
from workbook.caseload.table import LIGHTS
from workbook.diary.check_in import CheckIn
from workbook.diary.diary import Performed, SessionEntry
from workbook.diary.history import History
from workbook.diary.pain import Rating, judged
from workbook.library import shipped

MONDAY = dt.date(2026, 3, 2)
RULE = shipped().check_in.pain_rule


def lights(*weekly, skipped=()):
    """The light of each week's rating, during and next morning."""
    given = [
        Rating(MONDAY + dt.timedelta(weeks=week), during, morning, week in skipped)
        for week, (during, morning) in enumerate(weekly)
    ]
    return [one.light for one in judged(given, RULE)]


@pytest.mark.parametrize(
    ("weekly", "wanted"),
    [
        ([(0, 0), (2, 2), (0, 1)], ["green", "green", "green"]),
        ([(3, 3)] * 3, ["amber"] * 3),
        ([(1, 2)] * 4, ["green"] * 4),
        ([(5, 5)], ["amber"]),
        ([(6, 0)], ["red"]),
        ([(0, 6)], ["red"]),
        ([(1, 0), (1, 0), (1, 3)], ["green", "green", "red"]),
        ([(1, 1), (1, 1), (1, 1), (3, 1), (3, 1)], ["green", "green", "green", "amber", "red"]),
        ([(0, 0), (1, 0), (2, 0), (3, 0)], ["green", "green", "green", "red"]),
        ([(None, 2), (5, None)], ["green", "amber"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_rule_compares_like_with_like(weekly, wanted):
    """Up to 5 is acceptable, back to one's own usual the next morning, and not rising from week to week."""
    assert lights(*weekly) == wanted


def test_a_skip_for_pain_is_never_green():
    """Whatever its score."""
    assert lights((0, None), skipped={0}) == ["amber"]
    assert lights((9, None), skipped={0}) == ["red"]


@pytest.mark.parametrize("case", bench.CASES, ids=str)
def test_steady_runners_are_seldom_red_and_a_flare_is_seen(case):
    """At most 10 % of weeks red, 5 % with something stopped; a flare of three points red within two weeks in 95 %."""
    found = bench.found(*case, runners=60)
    assert found.red <= 0.10
    assert found.stopped <= 0.05
    assert found.caught >= 0.95
    assert found.week >= 5


SCORES = st.one_of(st.none(), st.integers(0, 10))
PLACES = st.sampled_from(["pfp", "mtss", "elsewhere", "tight_hip_flexor", "old_knee"])
STATES = ("sore mtss", "sore pfp", "sore achilles", "sore itb", "", "sore mtss, sore achilles")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["pfp", "mtss", "elsewhere", "tight_hip_flexor", "old_knee"]),
    st.lists(SCORES, min_size=1, max_size=6),
)
def test_pain_over_five_is_red_wherever_it_is_told(place, scores):
    """Whatever is ticked: sore, settled, a tightness, elsewhere, or a place that nobody knows any more."""
    told = [{"limp": 0} if score is None else {f"pain_during:{place}": score} for score in scores]
    said = [CheckIn(date=MONDAY + dt.timedelta(weeks=week), answers=answers) for week, answers in enumerate(told)]
    history = History(MONDAY, MONDAY + dt.timedelta(weeks=6), said)
    for week, score in enumerate(scores):
        light, _ = history.week(week, shipped().check_in).light(shipped())
        assert (light is None) == (score is None)
        assert score is None or score <= 5 or light == "red"


@pytest.mark.parametrize(
    ("states", "weeks"),
    [
        ("sore pfp", ["2 sessions, pain 1/0", "2 sessions, pain 6/1"]),
        ("settled pfp", ["skips pfp 9"]),
        ("", ["skips elsewhere 8"]),
        ("sore tight_hip_flexor", ["skips tight_hip_flexor 7"]),
        ("", ["2 sessions, limp"]),
        ("sore mtss", ["2 sessions, pain 2/1"]),
        ("sore achilles", ["2 sessions, pain 4/2"]),
    ],
)
def test_page_caseload_and_report_see_the_same_light(states, weeks):
    """One function says who is red."""
    case = told_by(states, weeks)
    one = follow_up("anna", case.diary, case.today, case.library)
    page = (case.decisions[-1] if case.decisions else case.preview).light
    assert one.light == page


def test_a_settled_knee_that_flares_is_not_made_stronger():
    """Skipped for 9 of 10 in every session: red, red, red; nothing goes up, and what hurt is left out."""
    case = told_by("settled pfp", ["skips pfp 9"] * 3)
    assert [decision.ruling for decision in case.decisions] == ["ease"] * 3
    assert case.decisions[-1].standing.week == 1
    assert case.decisions[-1].standing.levels == {}
    assert {c.answers["pain_during:pfp"] for c in case.check_ins} == {9}


def test_pain_elsewhere_is_kept_and_opens_the_screening_again():
    """It is in the diary wherever it hurt, and the reason sends to the safety questions and a clinician."""
    case = told_by("", ["skips elsewhere 8"] * 2)
    assert all(c.answers["pain_during:elsewhere"] == 8 for c in case.check_ins)
    assert "safety questions again" in " ".join(case.decisions[-1].why)


@pytest.mark.parametrize("states", STATES)
@pytest.mark.parametrize("minutes", [20, 30, 45])
@pytest.mark.parametrize("equipment", [(), ("dumbbell",)])
def test_no_stop_empties_a_session(states, minutes, equipment):
    """Two reds and two limps at once: at least ten minutes of work are left, and none of it is what was stopped."""
    case = told_by(states, ["2 sessions, pain 8/6, limp"] * 3)
    case.answer(minutes=minutes, equipment=equipment)
    for session in case.this_week.sessions:
        assert 600 <= session.seconds <= minutes * 60
        assert not {p.exercise.id for p in session.prescriptions} & case.this_week.decision.standing.stopped.keys()


def test_shins_that_hurt_leave_the_hip_work_alone():
    """Nothing of the plan loads the shin: nothing is stopped, and the reason says what to cut."""
    case = told_by("sore mtss", ["2 sessions, pain 1/0", "2 sessions, pain 6/1", "2 sessions, pain 6/1"])
    assert "run less" in " ".join(case.decisions[-1].why)
    assert len(case.this_week.sessions[0].prescriptions) > 1


def test_what_was_stopped_says_since_when_and_what_brings_it_back():
    """And one tap says that a clinician has seen it."""
    case = told_by("sore pfp", ["2 sessions, pain 1/0", "2 sessions, pain 7/2", "2 sessions, pain 7/2"])
    told = [s.why for session in case.this_week.sessions for s in session.skipped if s.stopped]
    assert told
    assert all("since 18 March" in why and "2 calm weeks (0 so far)" in why for why in told)
    case.seen_by_clinician("pfp")
    assert case.decisions[-1].standing.stopped == {}
    assert "you told on 23 March that a clinician has seen it" in case.decisions[-1].why[-1]
    assert not any(s.stopped for session in case.this_week.sessions for s in session.skipped)


def test_next_is_not_done():
    """A session of which no round was done is no session, and of half of one the reason says so."""
    case = Case()
    case.told_day = MONDAY + dt.timedelta(weeks=1)
    edited = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

    def done(name, *rounds):
        performed = tuple(Performed(exercise=f"e{n}", rounds=each) for n, each in enumerate(rounds))
        case.record(SessionEntry(id=name, date=MONDAY, edited=edited, week=1, letter="A", performed=performed))

    done("a", 0, 0, 0)
    assert case.preview.ruling == "missed"
    done("b", 2, 2, 0)
    done("c", 2, 2, 2)
    assert case.preview.ruling == "progress"
    assert "In the sessions you did 5 of 9 exercises." in case.preview.why[-1]


def test_the_place_and_the_side_of_a_pain_elsewhere_are_kept(case):
    """And what loads that part is what two reds stop."""
    case.answer(equipment=("dumbbell",), start=MONDAY)
    case.told_day = MONDAY + dt.timedelta(weeks=2)
    for week in range(2):
        day = MONDAY + dt.timedelta(weeks=week, days=1)
        case.check_in(day, {"pain_during:elsewhere": 8, "sessions_done": 2}, "knee", "left")
    entry = case.diary.check_in_entries[-1]
    assert (entry.elsewhere, entry.side) == ("knee", "left")
    stopped = case.decisions[-1].standing.stopped
    assert "seed_split_squat_goblet" in stopped
    assert "seed_sl_bridge_press" not in stopped


def test_numbers_in_the_rules_words_are_the_datas():
    """With another threshold no sentence is false."""
    rule = RULE.model_copy(update={"amber_to": 4, "rise": 1.5})
    assert rule.says("red").startswith("Red, over 4,")
    assert "1.5 points above" in rule.says("red")
    assert rule.says("amber").startswith("Amber, 3-4:")
    with pytest.raises(ValueError, match="no number of this rule"):
        type(RULE).model_validate({**RULE.model_dump(), "red": "over {nonsense}"})


def test_the_lights_are_in_order():
    """The worst last, for every max() over them."""
    assert LIGHTS == ("green", "amber", "red")


def test_a_limp_with_nothing_ticked_asks_where(case):
    """So does a pain elsewhere; with a sore injury a limp asks no more, as it is about that."""
    page = Dashboard(case)
    shown = view(page, "Check in")
    shown.refresh()

    def asks(**answers):
        shown.asks._on_message(None, {"kind": "answered", "number": 1, "touched": answers}, [])
        return "elsewhere" in [item["id"] for item in shown.asks.items]

    assert not asks(date="2026-03-02", glute_left=4)
    assert asks(limp=1)
    assert not asks(limp=0)
    assert asks(**{"pain_morning:elsewhere": 1})
    asks(elsewhere="knee", side="right", **{"pain_during:elsewhere": 4})
    shown.save.click()
    entry = case.diary.check_in_entries[0]
    assert (entry.elsewhere, entry.side) == ("knee", "right")
    assert "Somewhere else: 4 at worst and 1 the next morning." in shown.says.value
    case.answer(injuries={"pfp": "sore"})
    shown.asks.values = {"date": "2026-03-09"}
    assert not asks(limp=1)


@pytest.mark.parametrize("odd", [{"elsewhere": "<b>"}, {"side": "up"}, {"elsewhere": 5}, {"side": ["left"]}])
def test_a_place_that_is_none_is_refused_in_a_sentence(case, odd):
    """Nothing is saved, and nothing of the machine's own words is shown."""
    with pytest.raises(ValueError, match=r"^The answer for \w+ cannot be used\.$"):
        case.check_in(MONDAY, {"glute_left": 3}, **odd)
    assert case.check_ins == ()


def test_a_clinician_counts_at_once(case):
    """Also in the week of the red itself, and on its day."""
    case.answer(injuries={"pfp": "sore"}, equipment=("dumbbell",), start=MONDAY)
    case.told_day = MONDAY + dt.timedelta(days=8)
    for days in (1, 8):
        case.check_in(MONDAY + dt.timedelta(days=days), {"pain_during:pfp": 8, "sessions_done": 2})
    assert case.decisions[-1].standing.stopped
    case.seen_by_clinician("pfp")
    assert case.decisions[-1].standing.stopped == {}
    assert "that a clinician has seen it" in case.decisions[-1].why[-1]


@pytest.mark.parametrize("told", [{"pain_during:elsewhere": 8}, {"limp": 1}, {"pain_morning:pfp": 7}])
def test_pain_is_heard_before_any_session_and_without_a_first_day(case, told):
    """An answer that is optional decides nothing about it."""
    case.told_day = MONDAY + dt.timedelta(days=8)
    for days in (1, 8):
        case.check_in(MONDAY + dt.timedelta(days=days), told)
    assert [decision.ruling for decision in case.decisions] == ["ease", "ease"]
    assert follow_up("anna", case.diary, case.today, case.library).light == "red"


def test_the_receipt_of_a_check_in_says_what_a_limp_means(case):
    """And that the safety questions want an answer before the next session."""
    page = Dashboard(case)
    shown = view(page, "Check in")
    shown.refresh()
    shown.asks._on_message(None, {"kind": "answered", "touched": {"date": "2026-03-02", "limp": 1}}, [])
    shown.save.click()
    assert "You limped." in shown.says.value
    assert "data-to='signs-now'" in shown.says.value


@pytest.mark.parametrize("place", ["mtss", "elsewhere"])
@pytest.mark.parametrize(("score", "light"), [(1, "Amber"), (7, "Red")])
def test_a_skip_for_pain_is_answered_at_once(place, score, light):
    """Not only at the week's check-in."""
    case = told_by("sore mtss", [])
    case.told_day = MONDAY
    performed = Performed(exercise="seed_rdl", rounds=0, hurt=(place, score))
    done = SessionEntry(id="s1", date=MONDAY, edited=EDITED, week=1, letter="A", performed=(performed,))
    case.record(done)
    (said,) = skips_in_words(case, done)
    assert f"{score} at worst" in said
    assert f". {light}, " in said
