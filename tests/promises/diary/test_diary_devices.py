"""Several devices, files going to and fro, wrong clocks: nothing is lost, nothing doubled, all agree at last."""

import datetime as dt

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from workbook import case as cases
from workbook.case import Case
from workbook.library import shipped

DEVICES = st.sampled_from(["phone", "laptop", "tablet"])
SCORES = st.integers(0, 10)
DAY = dt.date(2026, 3, 2)


class Devices(RuleBasedStateMachine):
    """What a runner does on three devices, in any order."""

    files = Bundle("files")
    deleted = Bundle("deleted")

    def __init__(self):
        super().__init__()
        self.devices = {name: Case(shipped()) for name in ("phone", "laptop", "tablet")}
        self.now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        self.ever = set()
        self.real = cases._now
        cases._now = lambda: self.now

    def teardown(self):
        for one in self.devices.values():
            for other in self.devices.values():
                one.open_diary(other.diary_text())
        texts = {device.diary_text() for device in self.devices.values()}
        cases._now = self.real
        assert len(texts) == 1, "the devices agree once they have seen each other"
        assert self.ever <= {entry.id for entry in self.devices["phone"].diary.entries}, "no entry is lost"

    def remember(self, device):
        self.ever |= {entry.id for entry in self.devices[device].diary.entries}

    @rule(hours=st.integers(-1000, 1000))
    def the_clock_goes_on_or_is_set_back(self, hours):
        self.now += dt.timedelta(hours=hours)
        self.now = max(self.now, dt.datetime(2026, 3, 2, tzinfo=dt.UTC))

    @rule(device=DEVICES, minutes=st.sampled_from([20, 30, 45]))
    def answer(self, device, minutes):
        self.devices[device].answer(minutes=minutes)
        assert self.devices[device].profile.minutes == minutes, "an answer counts at once"
        self.remember(device)

    @rule(device=DEVICES, day=st.integers(0, 3), score=SCORES)
    def check_in(self, device, day, score):
        date = DAY - dt.timedelta(days=day)
        self.devices[device].check_in(date, {"glute_left": score})
        assert score in [c.answers["glute_left"] for c in self.devices[device].check_ins if c.date == date]
        self.remember(device)

    @rule(device=DEVICES, score=SCORES, data=st.data())
    def correct(self, device, score, data):
        case = self.devices[device]
        days = [entry.date for entry in case.diary.check_in_entries]
        once = [entry for entry in case.diary.check_in_entries if days.count(entry.date) == 1]
        if once:
            entry = data.draw(st.sampled_from(once))
            case.correct(entry.id, entry.date, {"glute_left": score})
            after = next(e for e in case.diary.check_in_entries if e.id == entry.id)
            assert after.answers == {"glute_left": score}
            assert after.corrected or after.answers == entry.answers

    @rule(target=deleted, device=DEVICES, data=st.data())
    def delete(self, device, data):
        case = self.devices[device]
        if not case.diary.check_in_entries:
            return device, None
        entry = data.draw(st.sampled_from(case.diary.check_in_entries))
        case.delete(entry.id)
        assert entry.id not in {e.id for e in case.diary.check_in_entries}
        return device, entry

    @rule(gone=consumes(deleted))
    def undo(self, gone):
        device, entry = gone
        if entry is not None:
            self.devices[device].put_back(entry)
            assert entry.id in {e.id for e in self.devices[device].diary.check_in_entries}

    @rule(target=files, device=DEVICES)
    def download(self, device):
        return self.devices[device].diary_text()

    @rule(device=DEVICES, file=files)
    def open(self, device, file):
        case = self.devices[device]
        case.open_diary(file)
        once = case.diary
        case.open_diary(file)
        assert case.diary == once, "opening a file twice changes nothing"

    @invariant()
    def nothing_is_doubled(self):
        for case in self.devices.values():
            ids = [entry.id for entry in case.diary.entries]
            assert len(ids) == len(set(ids))


Devices.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
test_devices = Devices.TestCase
