"""What the browser tells of the diary is done once, says what came of it, and never mixes two runners unasked."""

import datetime as dt
import re

import pytest

from tests.helpers.kept import LISTED
from tests.helpers.pages import view
from tests.helpers.scripts import SCRIPTS
from widgets import where
from widgets.controls.questions import NONE
from widgets.dashboard import Dashboard
from widgets.parts.privacy import privacy
from workbook.case import Case
from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.arrival import between, differences, may_be_anothers
from workbook.diary.diary import Diary, SessionEntry
from workbook.diary.link import pack

START = dt.date(2026, 3, 2)


@pytest.fixture
def page(case):
    shown = Dashboard(case)
    shown.sent = []
    shown.diary.send = lambda content, **_: shown.sent.append(content)
    return shown


def told(page, kind, **content):
    page.diary._on_message(None, {"kind": kind, **content}, [])
    return page.diary.says


def runner(injury, score, weeks=4):
    case = Case()
    case.answer(injuries={injury: "sore"}, minutes=45)
    for week in range(weeks):
        case.check_in(START + dt.timedelta(weeks=week), {"glute_left": score})
    return case


@pytest.fixture
def anna():
    return runner("pfp", 8)


@pytest.fixture
def bob():
    return runner("achilles", 1)


def test_a_diary_is_anothers_only_if_nothing_but_answers_is_in_both(anna, bob):
    """A copy, an older one, one that went on elsewhere, and one that brings nothing are the runner's own."""
    older = anna.diary
    anna.check_in(START + dt.timedelta(weeks=9), {"glute_left": 3})
    deleted = Case()
    deleted.diary = anna.diary
    deleted.delete(anna.diary.check_in_entries[0].id)
    only_answers = diaries.of(entry for entry in anna.diary.entries if entry.kind == "answer")
    for own in (older, deleted.diary, only_answers, anna.diary, Diary()):
        assert not may_be_anothers(anna.diary, own)
    assert not may_be_anothers(Diary(), bob.diary)
    assert may_be_anothers(anna.diary, bob.diary)
    assert may_be_anothers(only_answers, bob.diary)
    trained = SessionEntry(id="s1", date=START, edited=dt.datetime.now(dt.UTC), week=1, letter="A")
    assert not may_be_anothers(diaries.put(anna.diary, trained), diaries.put(bob.diary, trained))


def test_what_differs_is_said_in_words(anna, bob, library):
    """Injuries by name, other answers by their subject; a hostile list stays short."""
    bob.answer(equipment=("bench",), hard_days=("mon",))
    said = differences(anna.diary, bob.diary, library)
    assert "Injuries there: Achilles tendinopathy (sore now); here: Runner's knee (sore now)." in said
    assert "Also different: equipment, hard days." in said
    bob.answer(injuries={f"strange_{n}": "sore" for n in range(2000)})
    assert "1995 more" in differences(anna.diary, bob.diary, library)
    assert differences(anna.diary, anna.diary, library) == ""


@pytest.mark.parametrize("came", ["file", "link"])
def test_a_second_runners_diary_is_asked_about(came, page, anna, bob):
    """Nothing changes before the answer; the question says what it holds."""
    told(page, "opened", text=anna.diary_text())
    own = page.case.diary
    if came == "file":
        told(page, "opened", text=bob.diary_text())
    else:
        told(page, "link", packed=pack(bob.diary))
    assert page.case.diary == own
    assert "4 check-ins, 2 March 2026 to 23 March 2026" in page.diary.offer
    assert "may be another runner's" in page.diary.offer
    told(page, "leave")
    assert (page.case.diary, page.diary.offer) == (own, "")
    told(page, "add")
    assert page.case.diary == own, "what was left is not there any more"


def test_the_runners_own_file_is_merged_at_once(page, anna):
    """Onto nothing, and onto what is here; a link is asked about all the same: to follow one is not to consent."""
    assert told(page, "opened", text=anna.diary_text()) == "Diary opened: 4 check-ins, 4 of them new here."
    anna.check_in(START + dt.timedelta(weeks=9), {"glute_left": 3})
    assert told(page, "opened", text=anna.diary_text()) == "Diary opened: 5 check-ins, 1 of them new here."
    told(page, "link", packed=pack(anna.diary))
    assert "carries a diary: 5 check-ins" in page.diary.offer
    assert "another runner" not in page.diary.offer


def test_only_looking_keeps_both_diaries_apart(page, anna, bob):
    """What is changed meanwhile goes; what the browser keeps is the runner's own all the time; the way back is open."""
    told(page, "opened", text=anna.diary_text())
    text, own = page.diary.text, page.case.diary
    asks = view(page, "Check in").asks
    asks._on_message(None, {"kind": "answered", "number": 1, "touched": {"glute_left": 7}}, [])
    told(page, "opened", text=bob.diary_text())
    told(page, "look")
    assert page.case.diary == bob.diary
    assert asks.values == {}, "what is half filled in is the runner's own"
    assert diary_file.read(page.diary.guest) == bob.diary
    page.case.answer(minutes=60)
    page.case.check_in(START + dt.timedelta(weeks=9), {"glute_left": 9})
    told(page, "found", text=anna.diary_text(), drafts={"check_in": {"glute_left": 3}})
    assert page.diary.text == text
    assert len(page.case.check_ins) == 5
    said = told(page, "back")
    assert (page.case.diary, page.diary.text, page.diary.guest) == (own, text, "")
    assert told(page, "back") == said, "a second tap changes nothing"
    told(page, "opened", text=bob.diary_text())
    told(page, "look")
    told(page, "opened", text=anna.diary_text())
    assert (page.case.diary, page.diary.guest) == (own, ""), "opening one's own file ends looking"


def test_a_second_tap_does_not_replace_the_first_answer(page, anna, bob):
    """Add, look, back, undo, forget, share, table: the deed is done once, and what was said stays."""
    told(page, "opened", text=anna.diary_text())
    told(page, "opened", text=bob.diary_text())
    for wish in ("add", "undo"):
        said = told(page, wish)
        diary = page.case.diary
        assert said
        assert told(page, wish) == said
        assert page.case.diary == diary
    assert page.case.diary == anna.diary
    told(page, "opened", text=bob.diary_text())
    for wish in ("look", "back"):
        said = told(page, wish)
        assert told(page, wish) == said
    for wish in ("share", "table"):
        told(page, wish, address="https://example.org/")
        assert told(page, wish, address="https://example.org/") == ""
    assert told(page, "forget") == told(page, "forget")


def test_undo_leaves_what_was_changed_since(page, anna, bob):
    """Here and in other tabs, which are told what to take back; after a merge into nothing, too."""
    told(page, "opened", text=anna.diary_text())
    before = page.case.diary
    told(page, "opened", text=bob.diary_text())
    told(page, "add")
    assert page.diary.undo
    assert page.case.profile.injuries == bob.profile.injuries
    page.case.check_in(START, {"tight_left": 2})
    told(page, "undo")
    assert not page.diary.undo
    undone = page.sent[-1]
    changed = [entry for entry in page.case.diary.entries if entry not in before.entries]
    assert [entry.answers["tight_left"] for entry in changed] == [2]
    other = Dashboard(Case())
    told(other, "found", text=anna.diary_text())
    told(other, "found", text=bob.diary_text())
    told(other, **undone)
    assert other.case.diary == anna.diary
    told(page, "forget")
    told(page, "opened", text=bob.diary_text())
    told(page, "undo")
    assert (page.case.diary, page.diary.text) == (Diary(), "")


def test_what_was_said_of_an_opened_diary_ends_with_the_next_change(page, anna, bob):
    """Undo then says that it takes the opening away and nothing else, and does so; a new opening begins anew."""
    told(page, "opened", text=anna.diary_text())
    told(page, "opened", text=bob.diary_text())
    assert "Diary opened" in told(page, "add")
    assert page.diary.undo == "Undo: back to the diary before"
    page.case.answer(minutes=20)
    page.case.check_in(START, {"tight_left": 2})
    assert page.diary.says == ""
    assert "keep the rest" in page.diary.undo
    assert "0 of them new" in told(page, "opened", text=bob.diary_text())
    assert "keep the rest" in page.diary.undo, "the second opening brought nothing that could be undone"
    told(page, "undo")
    assert page.case.profile.injuries == anna.profile.injuries
    assert page.case.profile.minutes == 20
    assert page.case.check_ins[0].answers["tight_left"] == 2
    told(page, "opened", text=bob.diary_text())
    told(page, "add")
    assert page.diary.undo == "Undo: back to the diary before"


def test_a_change_in_a_diary_that_is_looked_at_ends_no_undo(page, anna, bob):
    """The runner's own did not change, and can go back as it was."""
    told(page, "opened", text=anna.diary_text())
    told(page, "link", packed=pack(bob.diary))
    told(page, "look")
    page.case.answer(minutes=20)
    told(page, "back")
    assert page.diary.undo == "Undo: back to the diary before"


def test_what_came_between_two_diaries_can_be_taken_back(anna, bob):
    """For any two: what is undone is what was before."""
    for before, after in ((anna.diary, diaries.merge(anna.diary, bob.diary)), (Diary(), bob.diary)):
        assert between(before, after).undone(after) == before


def test_forgetting_leaves_nothing_in_any_view(page, anna, bob):
    """Offered, looked at, shared, to be undone, half filled in, filtered by; the browser is told when it is done."""
    told(page, "opened", text=anna.diary_text())
    told(page, "share", address="https://example.org/")
    page.library.filters._on_message(None, {"kind": "answered", "number": 1, "touched": {"injury": "pfp"}}, [])
    view(page, "Check in").asks._on_message(None, {"kind": "answered", "number": 1, "touched": {"glute_left": 7}}, [])
    told(page, "opened", text=bob.diary_text())
    told(page, "look")
    told(page, "link", packed=pack(bob.diary))
    for wish in ("forget", "forgotten"):
        said = told(page, wish)
        assert "forgotten" in said
        assert page.sent[-1] == {"kind": "forgotten"}
        assert page.case.diary == Diary()
        shown = page.diary
        assert (shown.text, shown.guest, shown.offer, shown.undo, shown.shared) == ("", "", "", "", {})
        assert page.library.filters.values == {}
        assert view(page, "Check in").asks.values == {}
        for deed in ("add", "look", "undo", "back"):
            assert told(page, deed) == said
        assert page.case.diary == Diary()


BAD_DRAFTS = {
    "a number": {"safety": 3},
    "nothing": {"safety": None},
    "a list": {"about": ["pfp"]},
    "of nobody": {"nobody": {"a": 1}},
    "of a check-in that is gone": {"correction-a1": {"glute_left": 3}},
    "out of range": {"about": {"glute_left": 99}},
    "a word for a number": {"about": {"glute_left": "<b>"}},
    "an odd state": {"about": {"injuries": {"pfp": {"state": "<b>", "side": None}}}},
    "another choice": {"programme": {"minutes": "9000"}},
    "a year of three digits": {"check_in": {"date": "0202-11-30"}},
    "a score in a check-in": {"check_in": {"glute_left": 99}},
    "none of these beside another": {"safety": {"pain": [NONE, "zzz"]}},
    "a sign that nobody asks about": {"safety": {"pain": ["zzz"]}},
    "a word for signs": {"safety": {"now": "chest_pain_or_fainting"}},
    "a word for a kit": {"programme": {"equipment": "dumbbell"}},
    "a word for sessions": {"session": "A"},
    "nothing of a check-in": {"check_in": None},
}


@pytest.mark.parametrize("bad", BAD_DRAFTS.values(), ids=BAD_DRAFTS)
def test_one_bad_draft_stops_no_other_and_does_not_come_back(bad, page):
    """It is left out in a sentence, and ends in the browser: as a draft, or put aside; the page goes on."""
    ended = []
    for each in page.views:
        for asks in each.kept:
            asks.send = lambda content, name=asks.kept_as: ended.append((name, content))
    drafts = {
        "about": {"age_band": "18_to_39"},
        "programme": {"sessions": "3"},
        "check_in": {"tight_left": 7},
    }
    for name, draft in bad.items():
        drafts[name] = {**drafts.get(name, {}), **draft} if isinstance(draft, dict) else draft
    said = told(page, "found", text="", drafts=drafts)
    assert "cannot be read" in said
    name, draft = next(iter(bad.items()))
    if not isinstance(draft, list):
        assert page.case.profile.age_band == "18_to_39"
    assert page.case.profile.sessions == 3
    if draft is not None or name != "check_in":
        assert view(page, "Check in").asks.values["tight_left"] == 7
    aside = {content["name"]: content["part"] for content in page.sent if content["kind"] == "draft aside"}
    assert "keeps it aside" in said
    assert list(aside) == [name]
    settled = {item for where, content in ended if where == name for item in content.get("values", {})}
    assert aside[name] == {} or (aside[name] == draft and settled >= set(draft)), "all of it, or what is bad"
    assert page.case.unanswered == ("now", "pain", "health")
    view(page, "Check").about._on_message(None, {"kind": "answered", "number": 1, "touched": {"glute_right": 4}}, [])
    assert page.case.profile.glute_right == 4


def test_drafts_beside_a_newer_diary_wait_for_it(page):
    """What cannot be read yet is not thrown away."""
    told(page, "found", text='{"strength_guide_diary": 99, "entries": []}', drafts={"correction-a1": {"glute_left": 3}})
    assert page.sent == []


def test_only_listed_keys_are_kept():
    """One script speaks to the browser's storage; its list names every key; the privacy text says what each is for."""
    text = " ".join(privacy().split())
    assert [name for name, _, purpose in LISTED if purpose not in text] == []
    for path in SCRIPTS.rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        if path.name != "kept.js":
            assert not re.search(r"(local|session)Storage|indexedDB|document\.cookie", script), path.name
        for key in re.findall(r"\$\{KEPT\}(-[\w-]+)", script):
            assert any(name.startswith(f"strength-guide{key}") for name, _, _ in LISTED), key


def test_the_privacy_text_is_true_where_the_page_runs(monkeypatch):
    """On a server a program takes part; in the visitor's own browser none does, and the guide itself is kept there."""
    served = ("in the memory of a program on the server", "sends it straight back", "The server sees")
    alone = (
        "no program on a server takes part",
        "the guide itself, so that it opens without a connection",
        "it stays when you forget everything",
        "a web host",
    )
    for in_browser, true, untrue in ((False, served, alone), (True, alone, served)):
        monkeypatch.setattr(where, "IN_BROWSER", in_browser)
        text = " ".join(privacy().split())
        assert all(said in text for said in true)
        assert not any(said in text for said in untrue)
