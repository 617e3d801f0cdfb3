"""The views show the case and call its verbs; no browser is needed to see it."""

import datetime as dt
import re
import subprocess
import sys
from html import escape

import pytest

from tests.conftest import SCREENED
from tests.helpers.pages import go, view
from widgets import where
from widgets.controls.handover import Handover
from widgets.dashboard import Dashboard
from widgets.parts.citation import cite, short_name
from widgets.visit.answers import answers_html
from workbook.case import Case
from workbook.diary.diary import SessionEntry
from workbook.diary.link import pack, unpack


@pytest.fixture
def page(case):
    return Dashboard(case)


def answer(asks, **values):
    """What the browser does when somebody answers."""
    asks._on_message(None, {"kind": "answered", "number": 1, "touched": values}, [])


def articles(html):
    return re.findall(r"<article class='card' id='exercise=(\w+)'", html)


def sore(*injuries):
    """The answer that these are sore now."""
    return {injury: {"state": "sore", "side": None} for injury in injuries}


def test_an_injury_is_told_as_sore_or_past_in_one_answer(page):
    """What no library knows is passed over."""
    check = go(page, "Check")
    answer(check.about, injuries=sore("mtss", "unheard_of"))
    assert page.case.profile.injuries == {"mtss": "sore"}
    answer(check.about, injuries={"mtss": {"state": "settled", "side": None}})
    assert page.case.profile.injuries == {"mtss": "settled"}


def test_tightness_is_not_asked_to_be_sore_or_settled(page):
    """A feeling is there or not."""
    options = next(item for item in go(page, "Check").about.items if item["id"] == "injuries")["options"]
    kinds = {option["id"]: option["kind"] for option in options}
    assert (kinds["tight_hip_flexor"], kinds["mtss"]) == ("tightness", "injury")


ANSWERED = {
    "injuries": {"mtss": "sore"}, "age_band": "40_or_over", "cannot": ["kneel"], "glute_left": 3, "glute_right": 3,
    "already": ["clam_band"], "equipment": ["dumbbell"], "minutes": 20, "sessions": 3, "experience": "regular",
    "start": dt.date(2026, 3, 2), "race": dt.date(2026, 6, 7), "hard_days": ["tue"],
}  # fmt: skip
"""An answer that no first visit begins with, to each question about a runner."""


def test_each_question_about_a_runner_is_told_among_all_answers(page):
    """A question that is added has its words there, too."""
    items = [*view(page, "Check").about.items, *view(page, "Plan").asks.items]
    assert {item["id"] for item in items if item["kind"] not in ("go", "presets")} == ANSWERED.keys()
    for field, value in ANSWERED.items():
        case = Case()
        before = answers_html(case)
        case.answer(**{field: value})
        assert answers_html(case) != before, field


def test_an_emergency_hides_the_programme_and_says_what_to_do(page):
    """Sentence instead of cards, in Programme and in Check."""
    answer(go(page, "Check").safety, now=["chest_pain_or_fainting"])
    assert "stays hidden" in go(page, "Check").outcome.value
    html = go(page, "Programme").programme.value
    assert "Get help now" in html
    assert articles(html) == []


def test_equipment_brings_the_posts_exercises_as_cards(page):
    """One dumbbell is enough for all four."""
    page.case.answer(screened=SCREENED)
    shown = go(page, "Programme")
    answer(shown.asks, equipment=["dumbbell"], minutes="45")
    assert {"seed_sl_bridge_press", "seed_runners_lunge_row", "seed_rdl", "seed_split_squat_goblet"} <= set(
        articles(shown.programme.value)
    )


def test_every_exercise_has_one_card_named_for_it(page):
    """An article each, labelled by its heading."""
    page.case.answer(screened=SCREENED)
    html = go(page, "Programme").programme.value
    names = articles(html)
    assert len(names) == len(set(names)) > 3
    for name in names:
        title = page.case.library.exercises[name].name
        assert f"aria-labelledby='card-{name}'><h3 id='card-{name}' tabindex='-1'>{title}" in html


def test_cards_give_reason_change_and_source(page):
    """For a sore knee the split squat says what to change, why, and from where."""
    page.case.answer(screened=SCREENED)
    answer(go(page, "Check").about, injuries=sore("pfp"))
    shown = go(page, "Programme")
    answer(shown.asks, equipment=["dumbbell"], minutes="45")
    html = shown.programme.value
    assert "Keep the loaded knee bend shallow" in html
    assert "Powers et al. 2014" in html
    assert "One of the post&#x27;s four exercises." in html
    assert "What was left out, and why" in html


def test_a_reason_that_leaves_many_out_is_said_once(page):
    """And each exercise that it leaves out is named."""
    page.case.answer(screened=SCREENED, injuries={"pfp": "sore"}, equipment=["dumbbell"])
    left_out = re.search(r"<details class='left-out'>.*?</details>", go(page, "Programme").programme.value)[0]
    reasons = re.findall(r"</b> ([^<]+?)\.(?: The same holds for .+?)?</li>", left_out)
    assert len(reasons) == len(set(reasons)) == len({left.why for left in page.case.programme.left_out})
    for left in page.case.programme.left_out:
        assert left_out.count(f"<b>{escape(left.exercise.name)}</b>") == 1
    assert "The same holds for <b>Low two-foot pogo hops</b>." in left_out


def test_the_librarys_filter_for_an_injury_says_what_it_does(page):
    """It hides; the first choice hides nothing."""
    asked = next(item for item in go(page, "Library").filters.items if item["id"] == "injury")
    assert asked["legend"] == "Hide what to leave out while this is sore"
    assert asked["options"][0]["label"] == "Hide nothing"


def test_saving_a_check_in_says_what_the_pain_means(page):
    """A red answer says to take the easier version."""
    answer(go(page, "Check").about, injuries=sore("mtss"))
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", glute_left=4, **{"pain_during:mtss": 7, "pain_morning:mtss": 2})
    shown.save.click()
    assert page.case.check_ins[0].answers == {"glute_left": 4, "pain_during:mtss": 7, "pain_morning:mtss": 2}
    assert "Check-in of 2 March 2026 saved" in shown.says.value
    assert "data-to='progress'>See them in Progress</button>" in shown.says.value
    assert "take the easier version" in shown.says.value


@pytest.mark.parametrize(
    ("told", "light"),
    [
        ({"glute_left": 4}, ""),
        ({"pain_during:mtss": 1, "pain_morning:mtss": 0}, "green"),
        ({"pain_during:mtss": 5, "pain_morning:mtss": 1}, "amber"),
        ({"pain_during:mtss": 7, "pain_morning:mtss": 2}, "red"),
        ({"limp": 1}, "red"),
    ],
)
def test_a_saved_check_in_has_the_colour_of_its_light(page, told, light):
    """And the whole week's from then on, with the reason, whatever is saved without pain."""
    page.case.answer(start=dt.date(2026, 3, 2))
    answer(go(page, "Check").about, injuries=sore("mtss"))
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", **told)
    shown.save.click()
    assert f"<div class='saved {light}'" in shown.says.value
    assert "The week of this check-in" not in shown.says.value
    answer(shown.asks, date="2026-03-03", tight_left=4)
    shown.save.click()
    assert f"<div class='saved {light}'" in shown.says.value
    assert (f"The week of this check-in is {light}." in shown.says.value) == (light in ("amber", "red"))


@pytest.mark.parametrize(
    ("back", "said"), [(0, "add it tomorrow"), (1, "morning after that day"), (9, "morning after")]
)
def test_the_next_morning_is_asked_for_in_words_that_are_true_of_the_date(page, back, said):
    """Tomorrow is the morning after today alone."""
    answer(go(page, "Check").about, injuries=sore("mtss"))
    shown = go(page, "Check in")
    day = page.case.today - dt.timedelta(days=back)
    answer(shown.asks, date=day.isoformat(), **{"pain_during:mtss": 3})
    shown.save.click()
    assert said in shown.says.value
    assert ("tomorrow" in shown.says.value) == (back == 0)


def test_an_empty_check_in_is_answered_in_a_sentence(page):
    """Nothing is saved, and the view says so where the runner looks."""
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02")
    shown.save.click()
    assert page.case.check_ins == ()
    assert "Nothing was answered yet" in shown._error.value


def test_the_last_answers_are_hidden_until_the_next_are_given(page):
    """After saving the form is empty again."""
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", glute_left=4)
    shown.save.click()
    assert shown.asks.values == {"date": "2026-03-02"}


def test_an_error_in_a_view_is_shown_and_not_told_to_the_log(page, caplog):
    """A fault of ours gives a sentence with a code; what was entered is in neither."""
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", glute_left=4)

    def fails(*_):
        raise RuntimeError("secret answer 4")

    page.case.check_in = fails
    shown.save.click()
    assert "Something went wrong here" in shown._error.value
    assert "RuntimeError" in shown._error.value
    assert "secret" not in shown._error.value + caplog.text


def test_progress_says_what_to_do_before_the_first_check_in(page):
    """An empty state, and no empty chart."""
    shown = go(page, "Progress")
    assert "Your first check-in opens week 0" in shown.trends.value
    assert shown.chart.layout.display == "none"


def rated_before_and_after(page, weeks_of, **series):
    """Weekly ratings from the first session on, and three days before it like the first of them."""
    first = dt.date(2026, 3, 2)
    page.case.answer(start=first)
    for back in (6, 4, 2):
        page.case.check_in(first - dt.timedelta(days=back), {name: values[0] for name, values in series.items()})
    weeks_of(page.case, **series)


def test_progress_leads_to_the_next_check_in(page):
    """On a day on which none is due, too; before the first one its large button does."""
    leads = "data-to='check-in'"
    shown = go(page, "Progress")
    assert (leads in shown.way.value, leads in shown.trends.value) == (False, True)
    page.case.check_in(page.case.today, {"glute_left": 4})
    shown = go(page, "Progress")
    assert (leads in shown.way.value, leads in shown.trends.value) == (True, False)


def test_progress_shows_chart_words_and_table(page, weeks_of):
    """The same numbers three times; a missing week is a dash."""
    rated_before_and_after(page, weeks_of, glute_left=[2, 3, None, 5, 6, 7], tight_left=[5] * 6)
    shown = go(page, "Progress")
    assert len(shown.chart.figure["data"]) == 4
    trends = shown.trends.value
    assert trends.count("<section class='panel'>") == trends.count("From before the first session") == 2
    assert re.search(r"Clear change\. .+ about [\d.]+ points up, most likely between \d and \d up\.", trends)
    assert "Cannot tell. From before" in trends
    assert "A flat line is an expected result" in shown.trends.value
    assert "<caption>" in shown.table.value
    assert "aria-label='not rated'" in shown.table.value


def test_each_panel_of_the_chart_has_a_sentence(page, weeks_of):
    """First and last number, and the band of the last; and the caption names the rows below."""
    weeks_of(page.case, glute_left=[2, 3, None, 5], tight_right=[5, 5, None, None])
    page.case.check_in(dt.date(2026, 3, 9), {"pain_during:pfp": 4})
    shown = go(page, "Progress")
    for says in ("Left: from 2 to 5 in three weeks; partly felt.", "Right: from 5 to 5 in one week; moderate."):
        assert f"<li>{says}</li>" in shown.trends.value
    assert shown.trends.value.count("not rated.") == 2
    assert "from top to bottom: felt glute work and front-of-hip tightness." in shown.chart.caption
    assert shown.chart.caption.endswith("Below, as a bar for each week: worst pain: Runner's knee.")
    assert [trace["name"] for trace in shown.chart.figure["data"]][-1] == "Worst pain: Runner's knee"


def test_progress_ends_with_past_sessions(page):
    """Also where nobody has checked in; and nothing stands there before the first one."""
    assert go(page, "Progress").sessions.value == ""
    entry = {"id": "a", "date": "2026-03-02", "edited": "2026-03-02T08:00:00Z", "week": 1, "letter": "A"}
    page.case.record(SessionEntry.model_validate({**entry, "performed": [{"exercise": "seed_rdl", "rounds": 2}]}))
    assert "Your past sessions (1)" in view(page, "Progress").sessions.value


def test_no_word_of_a_change_before_the_end_of_week_six(page, weeks_of):
    """A perfect rise is still collecting, and the page says when the verdict comes."""
    rated_before_and_after(page, weeks_of, glute_left=[2, 4, 6], tight_left=[5, 5, 5])
    said = go(page, "Progress").trends.value
    assert "Still collecting: the answer comes at the end of week" in said
    assert not re.search("clear change|probable", said, re.I)


def test_a_runner_without_a_baseline_learns_it_early(page, weeks_of):
    """In week 3 the page says that no word will come, and why."""
    page.case.answer(start=dt.date(2026, 3, 2))
    weeks_of(page.case, glute_left=[2, 4, 6])
    said = go(page, "Progress").trends.value
    assert (
        "Nothing to compare with: one rated day before the first session is too few. No word on a change can come"
        in said
    )


def test_the_page_says_how_often_its_words_are_wrong(page):
    """The numbers are those of the data, in plain words."""
    said = go(page, "Progress").words.value
    tried = page.case.library.check_in.trend.tried
    assert f"Of 100 in whom nothing changes, about {tried.any_word} still see a word of change" in said
    assert f"About {tried.clear_word} see “clear change”" in said
    assert f"changes by {tried.points:g} points, about {tried.seen} see “clear change”" in said


def test_the_browser_gets_every_change_of_the_diary(page):
    """What is kept in the browser is the whole diary, after each answer."""
    answer(view(page, "Programme").asks, equipment=["bench"])
    assert page.diary.text == page.case.diary_text()
    assert "bench" in page.diary.text


def test_a_kept_diary_comes_back_into_every_view(page):
    """What the browser kept is answers, programme and check-ins again."""
    before = Case(page.case.library)
    before.answer(injuries={"itb": "settled"}, equipment=("kettlebell",), red_flags=("bone_spot",))
    before.check_in(dt.date(2026, 3, 2), {"glute_left": 4})
    page.diary._on_message(None, {"kind": "found", "text": before.diary_text()}, [])
    check, programme = go(page, "Check"), view(page, "Programme")
    assert check.about.values["injuries"] == {"itb": {"state": "settled", "side": None}}
    assert check.safety.values["pain"] == ["bone_spot"]
    assert programme.asks.values["equipment"] == ["kettlebell"]
    assert len(page.case.check_ins) == 1
    assert page.case.diary == before.diary, "showing a diary is not an edit of it"


def test_a_broken_file_is_refused_and_nothing_changes(page):
    """The sentence stands beside the button, and what was there stays."""
    answer(view(page, "Programme").asks, equipment=["bench"])
    diary = page.case.diary
    page.diary._on_message(None, {"kind": "opened", "text": "{"}, [])
    assert "nothing was opened" in page.diary.says
    assert page.case.diary is diary


def told(page, kind, **content):
    """What the browser tells of the diary."""
    page.diary._on_message(None, {"kind": kind, **content}, [])


def test_forgetting_takes_everything_away(page):
    """Answers, check-ins and what the browser keeps; in another tab too."""
    answer(view(page, "Programme").asks, equipment=["bench"])
    told(page, "forget")
    assert view(page, "Programme").asks.values["equipment"] == []
    assert page.case.diary.entries == ()
    assert page.diary.text == ""
    answer(view(page, "Programme").asks, equipment=["bench"])
    told(page, "forgotten")
    assert page.case.diary.entries == ()


def test_what_was_touched_and_never_arrived_is_taken_up(page):
    """Drafts become answers; a half-filled check-in is shown and not saved."""
    drafts = {
        "about": {"injuries": sore("pfp"), "glute_left": 4},
        "programme": {"minutes": "45"},
        "check_in": {"tight_left": 7},
    }
    told(page, "found", text="", drafts=drafts)
    assert page.case.profile.injuries == {"pfp": "sore"}
    assert (page.case.profile.glute_left, page.case.profile.minutes) == (4, 45)
    assert view(page, "Check in").asks.values["tight_left"] == 7
    assert "It is not saved yet" in view(page, "Check in").says.value
    assert page.case.check_ins == ()


def test_a_draft_that_makes_no_sense_harms_nothing(page):
    """Whatever another program wrote there."""
    odd = {
        "about": {"injuries": {"x": [1]}, "glute_left": "<b>"},
        "check_in": {"date": {}},
        "nobody": {"a": 1},
        "safety": 3,
    }
    told(page, "found", text="", drafts=odd)
    assert page.case.profile.injuries == {}
    assert page.case.profile.glute_left is None


def test_a_past_check_in_can_be_corrected_and_keeps_its_mark(page):
    """The form shows what was saved; a new check-in that was half filled comes back afterwards."""
    page.case.check_in(dt.date(2026, 3, 2), {"glute_left": 4, "tight_left": 2, "pain_during:mtss": 3})
    shown = go(page, "Check in")
    answer(shown.asks, glute_right=9)
    row = shown.past.rows[0]
    assert row["day"] == "2 March 2026"
    shown.past._on_message(None, {"kind": "correct", "id": row["id"]}, [])
    assert "correcting the check-in of 2 March 2026" in shown.correcting.value
    answer(shown.asks, glute_left=6, tight_left=None)
    shown.save.click()
    assert page.case.check_ins[0].answers == {"glute_left": 6, "pain_during:mtss": 3}
    assert shown.past.rows[0]["day"] == "2 March 2026 (corrected)"
    assert shown.asks.values == {"glute_right": 9}


def test_a_deleted_check_in_can_be_brought_back(page):
    """One tap each way."""
    page.case.check_in(dt.date(2026, 3, 2), {"glute_left": 4})
    shown = go(page, "Check in")
    shown.past._on_message(None, {"kind": "delete", "id": shown.past.rows[0]["id"]}, [])
    assert page.case.check_ins == ()
    shown.undo.click()
    assert page.case.check_ins[0].answers == {"glute_left": 4}


def test_a_link_brings_a_diary_only_when_asked_to(page, case):
    """It is offered first; looking at it keeps the runner's own out of sight, adding merges."""
    other = Case(case.library)
    other.check_in(dt.date(2026, 3, 2), {"glute_left": 4})
    told(page, "link", packed=pack(other.diary))
    assert "1 check-in, 2 March 2026 to 2 March 2026" in page.diary.offer
    assert page.case.check_ins == ()
    told(page, "add")
    assert len(page.case.check_ins) == 1
    assert page.diary.offer == ""
    told(page, "link", packed="AAAA")
    assert "nothing was opened" in page.diary.says


def test_a_link_and_its_code_carry_the_whole_diary(page):
    """What is shared is what is opened."""
    page.case.check_in(dt.date(2026, 3, 2), {"glute_left": 4})
    told(page, "share", address="https://example.org/guide/")
    link = page.diary.shared["link"]
    assert link.startswith("https://example.org/guide/#diary=")
    assert unpack(link.split("#diary=")[1]) == page.case.diary
    assert page.diary.shared["code"].startswith("<svg")


def test_a_diary_of_a_newer_version_is_left_as_it_is(page):
    """It is neither set aside nor written over."""
    sent = []
    page.diary.send = sent.append
    told(page, "found", text='{"strength_guide_diary": 99, "entries": []}', drafts={})
    assert "newer version" in page.diary.says
    assert sent == []


def test_text_of_the_data_is_escaped(library):
    """A physio's angle bracket is text and not a tag."""
    exercise = next(iter(library.exercises.values()))
    rude = exercise.model_copy(update={"name": "<script>alert(1)</script>", "cues": ("<b>bold</b>",)})
    exercises = {**library.exercises, rude.id: rude}
    from dataclasses import replace

    case = Case(replace(library, exercises=exercises))
    case.answer(equipment=("dumbbell",), minutes=45)
    html = go(Dashboard(case), "Programme").programme.value
    assert "<script>" not in html
    assert "<b>bold</b>" not in html
    assert "&lt;script&gt;" in html


def test_sources_are_named_short_and_unchecked_ones_say_so(library):
    """Author and year, a link where there is one, and a word where nobody looked."""
    assert short_name(library.references["FERBER2015"]) == "Ferber et al. 2015"
    assert "(not checked)" in cite(["BOLGLA2005"], library)
    assert 'href="https://doi.org/' in cite(["BAXTER2021"], library)


def test_the_whole_page_loads_no_heavy_library():
    """Every place shown, a chart drawn: still no pandas, numpy or scipy."""
    code = (
        "import sys, datetime as dt\n"
        "from widgets.dashboard import Dashboard\n"
        "from workbook.case import Case\n"
        "case = Case(); case.check_in(dt.date(2026, 3, 2), {'glute_left': 4})\n"
        "page = Dashboard(case)\n"
        "for place in page.places.places: page.places.place = place['id']\n"
        "assert page.view_at('progress').chart.figure\n"
        "print(*{'pandas', 'numpy', 'scipy'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == []


def test_a_kept_diary_that_cannot_be_read_is_set_aside(page, monkeypatch):
    """A damaged diary in the browser is not overwritten by an empty one."""
    sent = []
    monkeypatch.setattr(page.diary, "send", sent.append)
    page.diary._on_message(None, {"kind": "found", "text": '{"strength_guide_diary": 2'}, [])
    assert sent == [{"kind": "set aside"}]
    assert "keeps it aside" in page.diary.says


def test_a_new_sign_in_a_check_in_hides_the_programme(page):
    """The short safety questions of the check-in count like those of Check, which shows them ticked."""
    shown = go(page, "Check in")
    answer(shown.asks, date="2026-03-02", news="something", signs=["calf_swelling"])
    shown.save.click()
    assert "See someone today" in shown.says.value
    assert page.case.programme.sessions == ()
    assert go(page, "Check").safety.values["now"] == ["calf_swelling"]
    assert "calf_swelling" in page.case.profile.red_flags


def test_the_pattern_follows_the_leading_arm(page):
    """The push arm's side is the working hip's; the pull arm is the other one."""
    shown = go(page, "Pattern")
    assert "right hip works" in shown.choice.figure.value
    assert "left arm pulls" in shown.choice.figure.value
    answer(shown.choice.asks, lead="left", moment="push_off")
    assert "left hip works" in shown.choice.figure.value
    assert "right arm pulls" in shown.choice.figure.value
    assert "Nobody has tested" in shown.choice.figure.value


def test_the_library_filters_by_arm_and_equipment(page):
    """What is left fits what was asked; the number is said."""
    shown = go(page, "Library")
    answer(shown.filters, arm="pull", kit="none")
    assert f"1 of {len(page.case.library.exercises)} exercises" in shown.list.value
    assert "#exercise=run_pose_drive" in shown.list.value
    answer(shown.filters, arm="pull", kit="all", injury="pfp")
    names = re.findall(r"#exercise=(\w+)", shown.list.value)
    assert {page.case.library.exercises[name].pull_arm for name in names} == {"opposite"}


@pytest.mark.parametrize("flag", ["tendon_after_medicine", "pain_over_5", "heel_snap"])
def test_the_library_gives_no_dose_of_what_a_runner_is_not_to_do(page, flag):
    """Hops stand there with the reason in the place of how much; so does all while the programme is hidden."""
    page.case.answer(red_flags=(flag,), screened=SCREENED)
    hidden = not page.case.programme.weeks
    for name in ("hop_stick", "pogo_hops", *(["seed_rdl"] if hidden else [])):
        page.library.show(name)
        assert "class='dose'" not in page.library.chosen.value
        why = next(left.why for left in page.case.programme.left_out if left.exercise.id == name)
        assert why in page.library.chosen.value
    page.library.show("seed_rdl")
    assert ("class='dose'" in page.library.chosen.value) != hidden


def test_an_exercise_has_an_address_of_its_own(page):
    """The address opens the library at that exercise, drawn; an unknown one, or none, is said not to be there."""
    page.places._on_message(None, {"kind": "exercise", "id": "seed_rdl"}, [])
    assert page.places.place == "library"
    assert "<article" in page.library.chosen.value
    assert "<svg" in page.library.chosen.value
    for unknown in ("handstand", ""):
        page.places._on_message(None, {"kind": "exercise", "id": unknown}, [])
        assert "is not in this library" in page.library.chosen.value
        assert "<article" not in page.library.chosen.value


def test_cards_show_the_drawing_and_where_it_is_in_the_stride(page):
    """A moving figure with a pause, two stills for print, and the moment of the stride."""
    page.case.answer(screened=SCREENED)
    shown = go(page, "Programme")
    answer(shown.asks, equipment=["dumbbell"], minutes="45")
    html = shown.programme.value
    assert html.count("> Pause</label>") >= 4
    assert "class='stills'" in html
    assert "Where this is in your stride" in html


def session_entry(name="d33a4505", **more):
    performed = [{"exercise": "hip_thrust", "rounds": 2, "load_kg": 20, "hurt": None}]
    entry = {"kind": "session", "id": name, "date": "2026-03-02", "edited": "2026-03-02T11:04:03Z", "week": 1}
    return {**entry, "letter": "A", "performed": performed, "effort": None, **more}


def heard(player):
    """What the player's browser is told from now on."""
    said = []
    player.send = said.append
    return said


@pytest.mark.parametrize("odd", [315, -5, "7,5", "abc"])
def test_a_session_is_saved_without_a_weight_that_cannot_be_read(page, odd):
    """The browser hears that it is in the diary, and the runner what was left out."""
    today = go(page, "Today")
    said = heard(today.player)
    entry = session_entry(performed=[{"exercise": "hip_thrust", "rounds": 2, "load_kg": odd, "hurt": None}])
    today.player._on_message(None, {"kind": "done", "entry": entry}, [])
    assert page.case.diary.sessions[0].performed[0].rounds == 2
    assert said == [{"kind": "taken", "entries": {"d33a4505": entry}}]
    assert f"Hip thrust off bench: weight {odd} was left out" in today.says.value


def test_one_odd_session_draft_stops_no_other(page):
    """What can be read is in the diary, what cannot be is kept aside, and a half-filled check-in is back."""
    said = heard(view(page, "Today").player)
    sessions = {
        "a": session_entry("a", date="1970-01-01"), "b": 5, "c": session_entry("c"),
        "d": session_entry("d", effort=99), "e": session_entry("e", id={}),
    }  # fmt: skip
    told(page, "found", text="", drafts={"session": sessions, "check_in": {"tight_left": 7}})
    assert [entry.id for entry in page.case.diary.sessions] == ["c", "d"]
    assert [(one["kind"], one.get("id")) for one in said] == [
        ("unread", "a"), ("unread", "b"), ("taken", None), ("taken", None), ("unread", "e"),
    ]  # fmt: skip
    assert "effort 99 was left out" in view(page, "Today").says.value
    assert view(page, "Check in").asks.values["tight_left"] == 7


@pytest.mark.parametrize("odd", [[1], "x", 5, None])
def test_session_drafts_that_are_none_stop_no_other(page, odd):
    """Whatever another program wrote there."""
    told(page, "found", text="", drafts={"session": odd, "check_in": {"tight_left": 7}})
    assert view(page, "Check in").asks.values["tight_left"] == 7


def test_a_session_that_is_sent_again_is_one_entry(page):
    """After a lost connection or from a second tab; a later edit of it wins."""
    today = go(page, "Today")
    said = heard(today.player)
    for entry in (session_entry(), session_entry(), session_entry(edited="2026-03-02T12:00:00Z", effort=7)):
        today.player._on_message(None, {"kind": "done", "entry": entry}, [])
    assert [entry.effort for entry in page.case.diary.sessions] == [7]
    assert len(said) == 3


def test_pain_elsewhere_is_answered_where_it_is_seen(page):
    """The sentence stays after the view is drawn anew, until the diary is forgotten."""
    today = go(page, "Today")
    hurt = [{"exercise": "hip_thrust", "rounds": 0, "load_kg": None, "hurt": ["elsewhere", 6]}]
    today.player._on_message(None, {"kind": "done", "entry": session_entry(performed=hurt)}, [])
    today.refresh()
    assert "ask a clinician if it stays" in today.says.value
    told(page, "forget")
    assert today.says.value == ""


@pytest.mark.parametrize(
    ("time", "at"), [("18:00", "18:00"), ("7:30", "07:30"), (" 07.30 ", "07:30"), ("00:00", "00:00")]
)
def test_a_time_of_day_is_read_as_people_write_it(time, at):
    """Where the browser has a field for it, and where it is typed."""
    wishes = []
    Handover(lambda *wish: wishes.append(wish))._on_message(None, wish_for("calendar", time), [])
    assert wishes == [("calendar", "UTC", at, "30", "")]


@pytest.mark.parametrize("time", ["", "25:00", "7", "noon", "07:60", "+1:00", "18:00+02:00", None, "١٨:٠٠"])
def test_a_time_of_day_that_is_none_is_told(time):
    """No calendar is made of it; the printed guide needs none."""
    wishes = []
    handover = Handover(lambda *wish: wishes.append(wish[0]))
    said = heard(handover)
    handover._on_message(None, wish_for("calendar", time), [])
    handover._on_message(None, wish_for("a4", time), [])
    assert wishes == ["a4"]
    assert "hours and minutes, such as 18:00" in said[0]["says"]
    assert [one["wish"] for one in said if one["kind"] == "answered"] == ["calendar", "a4"]


def test_in_the_visitors_own_browser_the_guide_is_a_page_to_print(page, monkeypatch):
    """Made without typst, on the paper that was asked for; with a sentence where there is nothing to print."""
    monkeypatch.setattr(where, "IN_BROWSER", True)
    monkeypatch.setitem(sys.modules, "typst", None)
    page.case.answer(screened=SCREENED)
    said = heard(view(page, "Programme").handover)
    for wish, size in (("a4", "A4"), ("us-letter", "letter")):
        view(page, "Programme").handover._on_message(None, wish_for(wish, ""), [])
        assert said[-2]["kind"] == "print"
        assert f"size: {size};" in said[-2]["html"]
        assert said[-1] == {"kind": "answered", "wish": wish}
    page.case.answer(red_flags=("chest_pain_or_fainting",))
    view(page, "Programme").handover._on_message(None, wish_for("a4", ""), [])
    assert "your safety answers hide it" in said[-2]["says"]


def test_a_wish_that_fails_is_answered_all_the_same():
    """Else its button would wait for ever."""

    def fails(*_):
        raise RuntimeError

    handover = Handover(fails)
    said = heard(handover)
    with pytest.raises(RuntimeError):
        handover._on_message(None, wish_for("a4", ""), [])
    assert said == [{"kind": "answered", "wish": "a4"}]


def wish_for(wish, time):
    return {"kind": "wish", "wish": wish, "zone": "UTC", "time": time, "remind": "30"}


def test_a_pain_that_a_session_told_is_not_the_weeks_check_in(page):
    """Nothing was rated, so Today goes on asking."""
    page.case.answer(equipment=["dumbbell"], screened=dict.fromkeys(("now", "pain", "health"), page.case.today))
    page.case.check_in(page.case.today, {"pain_during:elsewhere": 3})
    assert "data-to='check-in'" in go(page, "Today").notice.value
    page.case.check_in(page.case.today, {"glute_left": 3})
    assert "data-to='check-in'" not in go(page, "Today").notice.value


def test_more_tells_the_answers_from_a_check_in(page):
    """Two names that are alike stand apart, and one of them says what it is."""
    ways = re.findall(r"data-to='([\w-]+)'>(.*?)</button>", go(page, "More").box.children[2].value)
    names = {place: re.sub("<[^>]+>", "", seen) for place, seen in ways}
    assert (names["check-in"], names["check"]) == ("Check in", "Your answers (Check)")
    between = [*names]
    assert between.index("check") - between.index("check-in") > 2
