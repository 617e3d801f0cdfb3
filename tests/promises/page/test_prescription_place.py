"""A prescription that is opened is shown and asked about; what it says is text; there is a way back."""

import datetime as dt

import pytest

from tests.helpers.pages import go, view
from tests.helpers.prescriptions import LINE, PLAIN, prescribed
from widgets.dashboard import Dashboard
from widgets.pictures.session_history import session_history_html
from workbook.case import Case
from workbook.caseload.report import contents
from workbook.diary.diary import Performed, SessionEntry
from workbook.diary.link import pack as pack_diary
from workbook.diary.prescribed import file
from workbook.library import shipped
from workbook.paper import page as paper
from workbook.paper.spreadsheet import sessions

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def page():
    case = Case()
    case.told_day = DAY
    case.answer(screened=dict.fromkeys(case.unanswered, DAY), injuries={"pfp": "sore"}, minutes=45)
    return Dashboard(case)


def came(page, given, kind="link"):
    told = {"link": {"packed": f"#{file.FRAGMENT}{file.pack(given)}"}, "opened": {"text": file.write(given)}}
    page.diary._on_message(None, {"kind": kind, **told[kind]}, [])
    return view(page, "Prescription")


def pressed(shown, deed):
    shown.deeds._on_message(None, {"deed": deed}, [])


@pytest.mark.parametrize("kind", ["link", "opened"])
def test_it_is_shown_and_nothing_changes_before_it_is_followed(kind, page):
    before = page.case.diary
    shown = came(page, prescribed(), kind)
    assert page.places.place == "prescription"
    assert page.case.diary == before
    html = shown.shown.value
    said_of_it = (
        "Riverside Physio", "Anna", "Slowly, please.", "2 March 2026", "8 kg", "left side only", "Not for you",
        "sessions a week: 3 (now 2)", "What stays", "Follow it only if you know who sent it",
    )  # fmt: skip
    for said in said_of_it:
        assert said in html
    pressed(shown, "leave")
    assert page.case.diary == before
    assert "Nothing is prescribed" in shown.shown.value


def test_it_is_followed_put_aside_and_followed_again(page):
    shown = came(page, prescribed())
    pressed(shown, "follow")
    assert page.case.programme.by == "Riverside Physio"
    assert page.case.profile.minutes == 45
    plan = view(page, "Plan")
    plan.refresh()
    assert "Prescribed by <b>Riverside Physio</b>" in plan.week.value
    assert "prescribed by Riverside Physio" in plan.programme.value
    assert "within 45 minutes" not in plan.programme.value
    pressed(shown, "aside")
    assert page.case.programme.by == ""
    assert "Follow it again" in shown.shown.value
    pressed(shown, "again")
    assert page.case.programme.by == "Riverside Physio"


def test_whoever_was_never_here_answers_the_safety_questions_first():
    page = Dashboard(Case())
    shown = came(page, prescribed())
    assert "RDL (single-leg)" in shown.shown.value
    assert "8 reps" not in shown.shown.value
    assert "data-to='signs-now'" in shown.shown.value
    pressed(shown, "follow")
    assert "8 reps" not in shown.shown.value
    today = view(page, "Today")
    today.refresh()
    assert today.player.session == {}
    assert page.case.unanswered


def test_an_emergency_shows_what_to_do_and_no_dose(page):
    flag = next(flag for flag in page.case.library.red_flags.values() if flag.action == "emergency")
    page.case.answer(red_flags=[flag.id])
    shown = came(page, prescribed())
    assert "Get help now" in shown.shown.value
    assert "8 reps" not in shown.shown.value


def test_what_it_says_is_text(page):
    """In every view, and of a clinic's own exercise too."""
    bad = "<img src=x onerror=alert(1)>"
    own = page.case.library.exercises["seed_rdl"].model_dump(mode="json")
    own |= {"id": "own_one", "name": bad, "cues": [bad]}
    own["dose"] |= {"load": bad}
    line = {**LINE, "exercise": "own_one", "load": bad, "note": bad}
    shown = came(page, prescribed(by=bad, runner=bad, word=bad, exercises=[line], own=[own], without=[]))
    values = [shown.shown.value]
    pressed(shown, "follow")
    for place in page.places.places:
        page.places.place = place["id"]
        for each in page.views:
            each.refresh()
            values += [part.value for part in each.box.children if isinstance(getattr(part, "value", None), str)]
    assert any("&lt;img" in value for value in values)
    assert not any("<img src=x" in value for value in values)
    assert page.case.this_week.sessions[0].prescriptions[0].exercise.name == bad


def test_what_cannot_be_followed_says_so(page):
    shown = came(page, prescribed(exercises=[{**LINE, "exercise": "side_plank_knees"}], without=[]))
    pressed(shown, "follow")
    page.case.answer(cannot=("floor",))
    plan = view(page, "Plan")
    plan.refresh()
    assert "cannot be followed with your answers" in plan.week.value
    pressed(shown, "aside")
    came(page, prescribed(exercises=[{**LINE, "exercise": "side_plank_knees"}], without=[]))
    pressed(shown, "follow")
    assert "cannot be followed with your answers" in shown.says.value
    shown.refresh()
    assert "you said that you cannot get down to the floor" in shown.shown.value


def test_a_damaged_one_says_so_and_changes_nothing(page):
    page.diary._on_message(None, {"kind": "opened", "text": '{"strength_guide_prescription": 1, "by": 3}'}, [])
    assert "This prescription cannot be used" in page.diary.says
    assert page.case.offered is None


def test_a_diary_with_one_in_it_takes_it_along(page):
    """As a link with the diary in it, to another device."""
    shown = came(page, prescribed())
    pressed(shown, "follow")
    other = Dashboard(Case())
    other.diary._on_message(None, {"kind": "link", "packed": pack_diary(page.case.diary)}, [])
    other.diary._on_message(None, {"kind": "add"}, [])
    assert other.case.programme.by == "Riverside Physio"


def test_one_prescription_for_a_group_makes_no_two_runners_one():
    """Two diaries that have nothing in common but what a physio gave to all may be of two runners."""
    from workbook.diary.arrival import may_be_anothers

    one, two = Case(), Case()
    for case, score in ((one, 3), (two, 7)):
        case.take_up(file.checked(PLAIN))
        case.check_in(DAY, {"glute_left": score})
    assert may_be_anothers(one.diary, two.diary)


def test_a_diary_takes_in_no_prescription_that_would_be_refused(page):
    """Of somebody's file: what would take hours is left out; of any other it is told who prescribed."""
    other = Case()
    hours = [{**LINE, "rounds": 10, "reps": 60, "hold_s": 300, "rest_s": 600}]
    other.take_up(prescribed(exercises=hours, without=[]))
    page.case.forget()
    page.diary._on_message(None, {"kind": "opened", "text": other.diary_text()}, [])
    assert page.case.profile.prescribed is None
    other.take_up(prescribed(id="fedcba9876543210"))
    page.diary._on_message(None, {"kind": "opened", "text": other.diary_text()}, [])
    assert "and what Riverside Physio prescribed" in page.diary.offer
    page.diary._on_message(None, {"kind": "add"}, [])
    assert "what Riverside Physio prescribed: follow it only if you know who that is" in page.diary.says


def own_step(page):
    """An exercise of the clinic's own, and the line that prescribes it."""
    own = page.case.library.exercises["seed_rdl"].model_dump(mode="json") | {"id": "own_step", "name": "Kerb step-down"}
    return {"own": [own], "exercises": [{**LINE, "exercise": "own_step"}], "without": []}


@pytest.mark.parametrize("then", ["replaced", "put aside"])
def test_a_past_session_calls_a_clinics_own_exercise_by_its_name(then, page):
    """Also when the prescription that it came with is not followed any more: on the page, as a table, in a report."""
    case = page.case
    case.take_up(prescribed(**own_step(page)))
    done = Performed(exercise="own_step", rounds=2)
    edited = dt.datetime.combine(DAY, dt.time(), dt.UTC)
    case.record(SessionEntry(id="one", date=DAY, edited=edited, week=1, letter="A", performed=(done,)))
    if then == "replaced":
        case.take_up(prescribed(id="fedcba9876543210", without=["own_step"]))
    else:
        case.put_aside("0123456789abcdef")
    assert "own_step" not in case.library.exercises
    assert "Kerb step-down" in session_history_html(case)
    assert "Kerb step-down" in [row[3] for row in sessions(case.diary, case.library)]
    report = contents("Anna", case.diary, DAY, shipped())
    assert "own step" not in str(report).lower()
    if then == "replaced":
        assert "Not to be done: Kerb step-down" in str(report)


def test_one_that_waits_is_told_of_on_today(page):
    came(page, prescribed())
    today = view(page, "Today")
    today.refresh()
    assert "A prescription by Riverside Physio waits for your word" in today.notice.value
    assert "A prescription by Riverside Physio came: it stands under Prescription." in page.diary.says


def test_a_first_visit_ends_at_one_that_waits():
    """All answers lead to it, and to the session once the runner has said yes or no."""
    page = Dashboard(Case())
    page.case.told_day = DAY
    came(page, prescribed(by="Riverside <Physio>"))
    page.case.answer(screened=dict.fromkeys(page.case.unanswered, DAY))
    go_on = go(page, "Check").go
    assert "A prescription by Riverside &lt;Physio&gt; waits for your word" in go_on.value
    assert "data-to='prescription'>Look at the prescription<" in go_on.value
    assert "tonight's session" not in go_on.value
    pressed(go(page, "Prescription"), "leave")
    assert "data-to='today'>Here is tonight's session<" in go(page, "Check").go.value


@pytest.mark.parametrize(
    ("here", "there", "said", "stands"),
    [("aside", False, "It is put aside", "Put it aside"), ("again", True, "You follow what", "Follow it again")],
)
def test_what_was_pressed_is_not_said_of_what_another_tab_did(here, there, said, stands, page):
    """Both tabs have one diary: the sentence goes as soon as it is not true any more."""
    page.case.take_up(prescribed())
    if here == "again":
        page.case.put_aside("0123456789abcdef")
    shown = go(page, "Prescription")
    pressed(shown, here)
    page.case.check_in(DAY, {"glute_left": 3})
    assert said in shown.says.value
    other = Case()
    other.told_day = DAY
    other.add(page.case.diary)
    other.put_aside("0123456789abcdef", there)
    page.case.add(other.diary)
    assert stands in shown.shown.value
    assert shown.says.value == ""


BESIDE = "No weight is set here for anyone under 18: ask Riverside Physio before you take one."


@pytest.mark.parametrize(("age", "times"), [("under_18", 1), ("18_to_39", 0)])
def test_a_word_of_a_weight_does_not_stand_alone_under_18(age, times, page):
    """The word stays; the guide's own sentence is next to it, on each screen, in the player and on paper."""
    page.case.answer(age_band=age)
    line = {**LINE, "note": "Take 12,5 kg if you can"}
    shown = came(page, prescribed(word="Slowly.", exercises=[line], without=[]))
    assert shown.shown.value.count(BESIDE) == times
    pressed(shown, "follow")
    plan = go(page, "Plan")
    sessions_a_week = page.case.profile.sessions
    assert plan.week.value.count("Riverside Physio: Take 12,5 kg if you can") == sessions_a_week
    assert plan.week.value.count(BESIDE) == times * sessions_a_week
    assert plan.programme.value.count(BESIDE) == times
    notes = ["Riverside Physio: Take 12,5 kg if you can"] + [BESIDE] * times
    assert go(page, "Today").player.session["items"][0]["notes"] == notes
    html = paper.html(page.case.profile, page.case.programme, page.case.library)
    assert html.count("Riverside Physio: Take 12,5 kg if you can") == 1
    assert html.count(BESIDE) == times


def test_the_word_to_a_runner_under_18_may_name_a_weight_too(page):
    page.case.answer(age_band="under_18")
    shown = came(page, prescribed(word="Twenty pounds, please.", exercises=[LINE], without=[]))
    assert shown.shown.value.count(BESIDE) == 1
    pressed(shown, "follow")
    assert paper.html(page.case.profile, page.case.programme, page.case.library).count(BESIDE) == 1


def days(page):
    return next(item for item in go(page, "Days").asks.items if item["id"] == "sessions")


@pytest.mark.parametrize("many", [1, 3, 4])
def test_prescribed_sessions_a_week_are_told_and_not_asked(many, page):
    """And asked again, with the runner's own number, once it is put aside."""
    assert [each["id"] for each in days(page)["options"]] == ["2", "3"]
    page.case.take_up(prescribed(sessions=many))
    told = days(page)
    assert told["kind"] == "words"
    assert told["text"].startswith(f"{many} a week, as Riverside Physio prescribed.")
    page.case.put_aside("0123456789abcdef")
    assert [each["id"] for each in days(page)["options"]] == ["2", "3"]
    assert go(page, "Days").asks.values["sessions"] == "2"


def test_another_answer_takes_back_no_prescribed_number_or_day(page):
    """What was shown before the prescription came is no answer to it."""
    asks = go(page, "Days").asks
    page.case.take_up(prescribed(sessions=3, start="2026-03-09"))
    go(page, "Days")
    asks._on_message(None, {"kind": "answered", "touched": {"hard_days": ["tue"]}, "number": 1}, [])
    assert page.case.profile.hard_days == ("tue",)
    assert (page.case.profile.sessions, page.case.profile.start) == (3, dt.date(2026, 3, 9))


def test_a_number_that_the_programme_does_not_offer_is_marked_all_the_same(page):
    """A runner's own, from another clinic's programme: no question that is answered looks unanswered."""
    page.case.answer(sessions=5)
    assert [each["id"] for each in days(page)["options"]] == ["2", "3", "5"]
