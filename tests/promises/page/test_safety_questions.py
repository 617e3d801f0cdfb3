"""Each group of safety questions is answered by a tick or by "None of these" before the page offers a session."""

import datetime as dt
import re

import pytest

from tests.promises.page.test_views import answer, go, sore, view
from widgets import where
from widgets.controls.questions import NONE
from widgets.dashboard import Dashboard
from workbook.case import Case

GROUPS = ("now", "pain", "health")
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def page(case):
    case.told_day = DAY
    return Dashboard(case)


def item(asks, name):
    return next(item for item in asks.items if item["id"] == name)


def offered(page):
    """Letters of the sessions that Today offers."""
    asks = go(page, "Today").asks
    return [option["id"] for choice in asks.items for option in choice["options"]]


def safe(page):
    for group in GROUPS:
        answer(go(page, "Check").safety, **{group: [NONE]})


def test_every_group_has_its_own_none_of_these(page):
    """The last box of each."""
    for group in GROUPS:
        options = item(go(page, "Check").safety, group)["options"]
        assert [option["label"] for option in options if option["id"] == NONE] == ["None of these"]
        assert options[-1]["id"] == NONE


def test_today_offers_no_session_before_every_group_is_answered(page):
    """It says which are missing, with a way there; the last answer brings the sessions."""
    for missing in range(3, 0, -1):
        assert offered(page) == []
        today = view(page, "Today")
        assert today.player.session == {}
        if missing == 3:
            assert "data-to='sore'" in today.notice.value
        else:
            assert f"data-to='signs-{GROUPS[3 - missing]}'" in today.notice.value
            assert len(re.findall("“(.+?)”", today.notice.value.split("Still open:")[1])) == missing
        answer(go(page, "Check").safety, **{GROUPS[3 - missing]: [NONE]})
    assert offered(page) == ["A", "B"]
    assert view(page, "Today").player.session["items"]
    assert "Still open" not in view(page, "Today").notice.value


def test_a_tick_answers_its_group_too(page):
    """And what it means stands where the session would."""
    answer(go(page, "Check").safety, now=[NONE], pain=["knee_locks"], health=[NONE])
    assert page.case.unanswered == ()
    assert page.case.profile.red_flags == ("knee_locks",)
    assert offered(page) == ["A", "B"]
    answer(go(page, "Check").safety, pain=["bone_spot"])
    assert offered(page) == []
    assert "See a clinician first" in view(page, "Today").notice.value


def test_taking_the_last_box_away_opens_the_group_again(page):
    """An empty group is no answer."""
    safe(page)
    answer(go(page, "Check").safety, pain=[])
    assert page.case.unanswered == ("pain",)


def test_a_group_never_says_none_and_a_sign_at_once(page):
    """Whatever a browser sends: the sign counts, and what is no box of the group answers nothing."""
    answer(go(page, "Check").safety, now=[NONE, "heel_snap"], pain=["nonsense"], health="none_of_these")
    assert page.case.profile.red_flags == ("heel_snap",)
    assert page.case.unanswered[0] == "pain"
    go(page, "Check")
    assert go(page, "Check").safety.values["now"] == ["heel_snap"]


DOSES = re.compile(r"\d+ (sets|reps|rounds|s each|s rest|more in hand|left)\b|\d+ × |× \d+|Load:|class='dose'|<article")


def test_no_dose_is_shown_before_the_questions_are_answered(page):
    """In Plan and Programme one card leads to the first that is open; what the programme is may be read, and all comes
    with the last answer."""
    shown = view(page, "Programme")
    for missing in range(3, 0, -1):
        for name in ("Plan", "Programme"):
            go(page, name)
            assert "First, a few questions" in shown.notice.value
            assert f"data-to='signs-{GROUPS[3 - missing]}'" in shown.notice.value
        for html in (shown.week.value, shown.programme.value):
            assert "6 weeks, 2 sessions a week" in html
            assert len(re.findall(r"<li><a href='#exercise=\w+'>.*?<svg.*?<b>", html)) > 3
            assert not DOSES.search(html)
        assert "data-to='days'" in shown.week.value
        answer(go(page, "Check").safety, **{GROUPS[3 - missing]: [NONE]})
    assert "You gave no age" in go(page, "Programme").notice.value
    answer(go(page, "Check").about, age_band="18_to_39")
    assert go(page, "Programme").notice.value == ""
    assert DOSES.search(shown.week.value)
    assert "<article" in shown.programme.value


def test_no_dose_is_shown_while_the_questions_are_asked_again(page):
    """A limp that was told since the last answer."""
    page.case.answer(screened=dict.fromkeys(GROUPS, DAY))
    page.case.check_in(DAY, {"limp": 1})
    shown = go(page, "Programme")
    assert "First, the safety questions again" in shown.notice.value
    assert not DOSES.search(shown.week.value + shown.programme.value)
    safe(page)
    assert "<article" in go(page, "Programme").programme.value


def test_a_sign_that_hides_the_programme_goes_before_what_is_open(page):
    """Not even the names of exercises stand there."""
    answer(go(page, "Check").safety, now=["chest_pain_or_fainting"])
    shown = go(page, "Plan")
    for html in (shown.week.value, shown.programme.value):
        assert "Get help now" in html
        assert "#exercise=" not in html


def test_a_slip_is_found_from_wherever_it_hides_the_programme(page):
    """Under what to do about the sign; where nothing is hidden, the programme is there and no such button."""
    answer(go(page, "Check").safety, now=["chest_pain_or_fainting"], pain=[NONE], health=[NONE])
    slip = re.compile("</ul><p><button type='button' class='quiet' data-to='check'>A slip\\? Look at my answers<")
    shown = [go(page, "Today").notice, go(page, "Plan").week]
    assert all(slip.search(html.value) for html in shown)
    answer(go(page, "Check").safety, now=[NONE], pain=["knee_locks"])
    assert "A slip?" not in go(page, "Today").notice.value + go(page, "Plan").week.value


def test_all_answers_lead_to_a_session_only_on_its_day(page):
    """And to Today on any other one."""
    safe(page)
    assert "Here is tonight's session" in go(page, "Check").go.value
    page.case.answer(start=DAY + dt.timedelta(days=2))
    assert ">To Today<" in go(page, "Check").go.value


def test_an_exercise_in_the_library_is_general_until_the_questions_are_answered(page):
    """What it is and how it is done, with the way to the questions in the place of its dose."""
    page.library.show("seed_rdl")
    shown = page.library.chosen
    assert "Answer the safety questions before you do this" in shown.value
    assert "data-to='signs-now'" in shown.value
    assert "Do it" in shown.value
    assert "<svg" in shown.value
    assert "class='dose'" not in shown.value
    safe(page)
    page.library.show("seed_rdl")
    assert "class='dose'" in shown.value
    assert "Answer the safety" not in shown.value


@pytest.mark.parametrize(("in_browser", "made"), [(False, "pdf"), (True, "page.html")])
def test_no_guide_is_printed_before_the_questions_are_answered(page, monkeypatch, in_browser, made):
    """The way to them stands in the place of its buttons; a press that comes all the same is told so."""
    told, said = [], []
    monkeypatch.setattr(where, "IN_BROWSER", in_browser)
    monkeypatch.setattr(f"widgets.views.programme.{made}", lambda *guide: told.append(guide[-1]) or "")
    programme = go(page, "Guide and calendar")
    monkeypatch.setattr(programme.handover, "say", said.append)
    wish = {"kind": "wish", "wish": "a4"}
    assert programme.handover.layout.display == "none"
    assert "at-guide" in programme.notice._dom_classes
    assert "Answer them now" in programme.notice.value
    programme.handover._on_message(None, wish, [])
    assert told == []
    assert "Answer the safety questions first" in said[0]
    safe(page)
    assert go(page, "Guide and calendar").handover.layout.display is None
    programme.handover._on_message(None, wish, [])
    assert told == [True]
    assert not programme._error.value


def test_a_diary_of_before_asks_once(page):
    """Ticks that it has stay and can be kept with one tap; a group without any wants its answer."""
    before = Case(page.case.library)
    before.answer(red_flags=("knee_locks",), equipment=("dumbbell",))
    page.case.open_diary(before.diary_text())
    go(page, "Check").recall()
    assert offered(page) == []
    check = go(page, "Check")
    assert (check.safety.values["pain"], check.safety.values["now"]) == (["knee_locks"], [])
    assert check.again.layout.display is None
    check.again.click()
    assert page.case.unanswered == ("now", "health")
    assert page.case.profile.red_flags == ("knee_locks",)
    answer(check.safety, now=[NONE], health=[NONE])
    assert check.again.layout.display == "none"
    assert offered(page) == ["A", "B"]


def test_a_limp_with_nothing_ticked_closes_today_until_asked_again(page):
    """Check shows the groups as open, and says why; on the same day its ticks can be kept, too."""
    answer(go(page, "Check").safety, now=[NONE], pain=[NONE], health=["hypermobile"])
    shown = go(page, "Check in")
    answer(shown.asks, date=DAY.isoformat(), limp=1, news="nothing")
    shown.save.click()
    assert offered(page) == []
    check = go(page, "Check")
    assert check.safety.values == {"now": [], "pain": [], "health": ["hypermobile"]}
    assert "You told of a limp" in check.summary.value
    check.again.click()
    answer(check.safety, now=[NONE], pain=[NONE])
    assert offered(page) == ["A", "B"]


def test_a_check_in_asks_for_news_in_one_tap(page):
    """Nothing new is one tap and makes the answers of today; all that can change opens only where something is."""
    safe(page)
    page.case.told_day = DAY + dt.timedelta(weeks=1)
    shown = go(page, "Check in")
    assert item(shown.asks, "signs")["when"] == ["news", "something", "more", "open"]
    assert [option["label"] for option in item(shown.asks, "news")["options"]] == ["Nothing new", "Something is new"]
    answer(shown.asks, date="2026-03-09", glute_left=4, news="nothing")
    shown.save.click()
    assert set(page.case.profile.screened.values()) == {dt.date(2026, 3, 9)}
    assert page.case.check_ins[0].answers == {"glute_left": 4}
    answer(shown.asks, date="2026-03-09", news="something")
    library = page.case.library
    signs = [option["id"] for option in item(shown.asks, "signs")["options"]]
    assert set(signs) == {flag.id for flag in library.red_flags.values() if flag.weekly}
    assert library.red_flags[signs[0]].action == "emergency"
    assert library.red_flags[signs[-1]].action == "adapt"


def test_only_nothing_new_is_an_answer_too(page):
    """It is noted, and no empty check-in is kept."""
    safe(page)
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", news="nothing")
    shown.save.click()
    assert "Noted" in shown.says.value
    assert shown._error.value == ""
    assert page.case.check_ins == ()


def test_something_new_wants_to_be_said(page):
    """Nothing of the rest is lost meanwhile."""
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", glute_left=4, news="something")
    shown.save.click()
    assert "tick what it is" in shown._error.value
    assert shown.asks.values["glute_left"] == 4
    answer(shown.asks, signs=["low_back_pain"])
    shown.save.click()
    assert page.case.check_ins[0].answers == {"glute_left": 4}
    assert page.case.profile.red_flags == ("low_back_pain",)
    assert "Start, with changes" in shown.says.value


def test_sides_and_what_cannot_be_done_are_asked(page):
    """A side for each injury that is ticked, which may stay open; a tightness has its sides at the check-in."""
    about = go(page, "Check").about
    told = sore("pfp", "mtss", "tight_hip_flexor")
    answer(about, injuries=told, cannot=["floor"])
    assert page.case.profile.sides == {}
    answer(about, injuries={**told, "pfp": {"state": "sore", "side": "left"}})
    assert page.case.profile.sides == {"pfp": "left"}
    assert page.case.profile.cannot == ("floor",)
    go(page, "Check").recall()
    assert (about.values["injuries"]["pfp"]["side"], about.values["cannot"]) == ("left", ["floor"])
    answer(about, injuries=sore("mtss"))
    assert page.case.profile.sides == {}


def test_who_is_under_18_is_told_who_watches(page):
    """Under 18: who watches, and where a growth area is told."""
    about = go(page, "Check").about
    young = item(about, "age_band")["options"][0]["answer"]
    for word in ("parent or guardian", "which adult watches", "growth area", "below the kneecap"):
        assert word in young


@pytest.mark.parametrize(("injury", "says"), [("tight_hip_flexor", "hurts when you land"), ("mtss", "on the bone")])
def test_what_an_injury_is_not_is_told_under_its_tick(page, injury, says):
    """At once, before any programme."""
    options = item(go(page, "Check").about, "injuries")["options"]
    assert says in next(option["answer"] for option in options if option["id"] == injury)


def test_words_that_stand_in_a_place_are_explained_there(page, library):
    """In a list that opens on a tap; a word that is not there is not in it."""
    from widgets.parts.glossary import words_html

    safe(page)
    answer(view(page, "Programme").asks, equipment=["dumbbell"], minutes="45")
    html = go(page, "Programme").programme.value
    assert "<summary>Words explained</summary>" in html
    assert "<dfn>RDL</dfn>" in html
    assert words_html("<p>Nothing hard here.</p>", library) == ""
    assert "<dfn>Goblet</dfn>" in words_html("<p title='Pallof'>split squat with GOBLET</p>", library)
    assert "Pallof" not in words_html("<p title='Pallof'>split squat with goblet</p>", library)
    assert "<dfn>Clinician</dfn>" in go(page, "Check").words.value
    assert "<dfn>RDL</dfn>" in go(page, "Library").words.value


def test_an_overlay_may_add_a_word(tmp_path):
    """By its id, like all else."""
    from workbook.library import Library

    (tmp_path / "glossary.yaml").write_text(
        "- {id: fascia, word: Fascia, says: A sheet that wraps a muscle.}\n- {id: emg, hide: true}\n", encoding="utf-8"
    )
    found = Library.read(overlay=tmp_path)
    assert found.glossary["fascia"].word == "Fascia"
    assert "emg" not in found.glossary


def test_the_boxes_of_signs_that_hide_the_programme_say_how_urgent_they_are(page):
    """So that the browser can say what to do before an engine has heard of it, wherever they are asked."""
    boxes = [item(view(page, "Check").safety, group)["options"] for group in GROUPS]
    boxes.append(item(go(page, "Check in").asks, "signs")["options"])
    told = {box["id"]: box.get("urgent") for group in boxes for box in group if box["id"] != NONE}
    for flag in told:
        action = page.case.library.red_flags[flag].action
        assert told[flag] == (action if action in ("emergency", "same_day") else None)


def test_none_of_these_counts_alone(page):
    """Beside a box that nobody knows it is no answer: the group is asked again."""
    safe(page)
    answer(go(page, "Check").safety, pain=[NONE, "zzz"])
    assert page.case.unanswered == ("pain",)
    answer(go(page, "Check").safety, pain=[NONE, "knee_locks"])
    assert page.case.unanswered == ()
    assert page.case.profile.red_flags == ("knee_locks",)


def test_a_session_that_runs_knows_the_signs_that_hold_it_back(page):
    """Those that leave no programme, with what to do; told on another card, the player hears of them."""
    safe(page)
    go(page, "Today")
    player = view(page, "Today").player
    signs = {sign["id"]: sign for sign in player.session["signs"]}
    flags = page.case.library.red_flags
    urgent = {flag.id for flag in flags.values() if flag.action in ("emergency", "same_day")}
    assert urgent <= signs.keys()
    assert {"knee_locks", "pain_over_5"}.isdisjoint(signs)
    assert all(sign["says"] == flags[id_].says for id_, sign in signs.items())
    assert player.held == []
    answer(go(page, "Check").safety, now=["heel_snap"], pain=["knee_locks"])
    assert player.held == ["heel_snap"]
    answer(go(page, "Check").safety, now=[NONE])
    assert player.held == []
