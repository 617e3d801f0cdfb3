"""Diaries are read as runners hand them over: in folders, archives, mails and links; what harms is refused."""

import io
import os
import time
import zipfile
from email.message import EmailMessage

import pandas as pd
import pytest

from tests.promises.library.test_contents import put
from workbook.caseload import caseload, room
from workbook.diary import diary_file
from workbook.diary.link import pack
from workbook.editing import samples

TEXT = (samples.FOLDER / "made_up_gaps.json").read_text("utf-8")


def diary(runner: str) -> bytes:
    """A diary that shares no entry with another runner's."""
    return TEXT.replace("made_up_gaps-", f"{runner}-").encode()


def zipped(files: dict[str, bytes], **more) -> bytes:
    """An archive of these files."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return found.getvalue()


def link(runner: str) -> str:
    return f"https://guide.example/#diary={pack(diary_file.read(diary(runner).decode()))}"


def mail(text: str = "Hello", page: str | None = None, **attached: bytes) -> bytes:
    """A mail with a text, a page of the same, and files."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "My diary", "anna@example.org", "physio@example.org"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, content in attached.items():
        file = name.replace("__", ".")
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=file)
    return message.as_bytes()


def read(folder, **files: bytes):
    """A caseload of files, `__` in a name being a dot; and what is said of each that is passed over."""
    for name, content in files.items():
        put(folder, name.replace("__", "."), content)
    found = caseload.read(folder)
    return found, {note.file: note.says for note in found.notes if not note.read}


def test_diaries_are_read_however_deep_they_lie(tmp_path):
    """In folders, an archive in a folder, an archive in a mail, a mail in an archive; leavings stay unsaid."""
    put(tmp_path, "2026/march/anna.json", diary("r1"))
    put(tmp_path, "2026/ben.zip", zipped({"./deep/er/ben.json": diary("r2"), "__MACOSX/deep/._ben.json": b"x",
                                          ".DS_Store": b"x", "Thumbs.db": b"x", "empty/": b""}))  # fmt: skip
    put(tmp_path, "carla.eml", mail(carla__zip=zipped({"carla.json": diary("r3")})))
    put(tmp_path, "all.zip", zipped({"mails/dan.eml": mail(dan__json=diary("r4")), "photo.png": b"x"}))
    found, passed_over = read(tmp_path)
    assert found.runners == ("anna", "ben", "carla", "dan")
    assert {runner: files[0].name for runner, files in found.files.items()} == {
        "anna": "2026/march/anna.json", "ben": "2026/ben.zip/./deep/er/ben.json",
        "carla": "carla.eml/carla.zip/carla.json", "dan": "all.zip/mails/dan.eml/dan.json",
    }  # fmt: skip
    assert list(passed_over) == ["all.zip/photo.png"]
    for number, runner in enumerate(found.runners, start=1):
        assert found.diary(runner) == diary_file.read(diary(f"r{number}").decode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026", "all.zip", "carla.eml"], "nothing is unpacked"


def test_a_runner_is_one_however_often_they_hand_over(tmp_path):
    """The same diary in a folder, an archive and a link, and all of them with the same name."""
    files = {"a/diary.json": diary("r1"), "b/diary.json": diary("r2"), "c/diary.json": diary("r1")}
    found, passed_over = read(tmp_path, all__zip=zipped(files), again__zip=zipped(files), r2__txt=link("r2").encode())
    assert len(found.runners) == 2
    assert sorted(len(files) for files in found.files.values()) == [3, 4]
    assert passed_over == {}
    assert {len(found.diary(runner).entries) for runner in found.runners} == {len(diary_file.read(TEXT).entries)}


@pytest.mark.parametrize("form", ["{}", "Dear physio,\r\n\r\n> {}\r\n\r\nBest wishes", "{}.", "see <{}>"])
def test_a_link_in_a_text_is_read_as_the_diary_in_it(tmp_path, form):
    """In a text file of any Windows, and in what somebody wrote into a mail."""
    said = form.format(link("r1"))
    found, passed_over = read(
        tmp_path, a__txt=said.encode(), b__txt=f"{form.format(link('r2'))}\n".encode("utf-16"),
        c__eml=mail(form.format(link("r3"))), d__eml=mail("See below", page=f"<a href='{link('r4')}'>my diary</a>"),
    )  # fmt: skip
    assert passed_over == {}
    assert len(found.runners) == 4
    kept = [found.diary(runner) for runner in found.runners]
    assert {one.check_in_entries[0].id.partition("-")[0] for one in kept} == {"r1", "r2", "r3", "r4"}


def test_two_links_in_one_text_are_two_runners(tmp_path):
    """A list of links, one of them twice."""
    said = "\n".join([link("r1"), link("r2"), link("r1")])
    assert len(read(tmp_path, list__txt=said.encode())[0].runners) == 2


def locked() -> bytes:
    """An archive whose file is marked as locked, in its place and in the list."""
    content = bytearray(zipped({"a.json": diary("r1")}))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def long_list() -> bytes:
    """An archive that says that its list of files is huge."""
    content = bytearray(zipped({"a.json": diary("r1")}))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = (2**31).to_bytes(4, "little")
    return bytes(content)


def nested(deep: int) -> bytes:
    content = diary("r1")
    for _ in range(deep):
        content = zipped({"a.json" if content.startswith(b"{") else "a.zip": content})
    return content


def wrong_sum() -> bytes:
    content = bytearray(zipped({"a.json": diary("r1")}))
    content[content.rfind(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(content)


BAD = {
    "cut.zip": (lambda: zipped({"a.json": diary("r1")})[:-30], "damaged"),
    "empty.zip": (lambda: b"", "damaged"),
    "no.zip": (lambda: diary("r1"), "damaged"),
    "sum.zip": (wrong_sum, "damaged"),
    "locked.zip": (locked, "password"),
    "list.zip": (long_list, "more files"),
    "up.zip": (lambda: zipped({"../../up.json": diary("r1")}), "leads out"),
    "root.zip": (lambda: zipped({"/etc/up.json": diary("r1")}), "leads out"),
    "drive.zip": (lambda: zipped({"C:\\up.json": diary("r1")}), "leads out"),
    "bomb.zip": (lambda: zipped({"a.json": b"0" * (room.LARGEST_FILE + 1)}), "too large"),
    "deep.zip": (lambda: nested(room.DEEPEST + 1), "too deep"),
    "nothing.eml": (mail, "Nothing was sent"),
    "parts.eml": (lambda: mail(**{f"a{n}__png": b"x" for n in range(1001)}), "more parts"),
    "rubbish.eml": (lambda: b"\xff\x00" * 500, "Nothing was sent"),
    "link.txt": (lambda: link("r1")[:-40].encode(), "cut short"),
    "words.txt": (lambda: b"Hello", "no link"),
    "bad.eml": (lambda: mail(a__json=b"{"), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_broken_or_harms_is_refused_in_a_sentence(tmp_path, name):
    """And the diary beside it is read."""
    make, says = BAD[name]
    put(tmp_path, name, make())
    found, passed_over = read(tmp_path, good__json=diary("good"))
    assert found.runners == ("good",)
    assert [file.startswith(name) for file in passed_over] == [True]
    (said,) = passed_over.values()
    assert says in said
    assert said.endswith(".")


def test_a_bomb_of_many_files_ends_soon(tmp_path, monkeypatch):
    """What came before it counts; memory and time are bounded whatever an archive says of itself."""
    monkeypatch.setattr(room.Room, "__init__", lambda self: self.__dict__.update(space=3_000_000, files=100))
    zeros = {f"{n}.json": b" " * 1_000_000 for n in range(200)}
    found, passed_over = read(tmp_path, bomb__zip=zipped({"first.json": diary("r1"), **zeros}))
    assert found.runners == ("first",)
    assert "More comes out" in passed_over["bomb.zip"]
    assert len(passed_over) < 6


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_folder_that_is_a_link_is_not_followed(tmp_path):
    """Not round in a circle, and not out of the folder."""
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    found, passed_over = read(tmp_path, a__json=diary("r1"))
    assert found.runners == ("a",)
    assert list(passed_over) == ["round"]


def test_no_name_in_an_archive_hides_what_it_is(tmp_path):
    """Signs that turn round or break the text beside them are not shown; a long name is cut."""
    names = ["\u202eevil.json", "a\nb.json", "x" * 5000 + ".json"]
    found, _ = read(tmp_path, a__zip=zipped({name: diary(f"r{n}") for n, name in enumerate(names)}))
    assert len(found.runners) == 3
    assert all(runner.isprintable() and len(runner) < 300 for runner in found.runners)


def test_broken_archives_and_mails_end_in_sentences(tmp_path):
    """Cut anywhere, or with a byte changed anywhere: a note or a diary, and no error."""
    begun = time.monotonic()
    for name, whole in (("a.zip", zipped({"a.json": diary("r1")})), ("a.eml", mail(a__json=b"{}"))):
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            for content in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :]):
                put(tmp_path, name, content)
                found, passed_over = read(tmp_path)
                assert found.runners or passed_over
                assert all(says.endswith(".") for says in passed_over.values())
        (tmp_path / name).unlink()
    assert time.monotonic() - begun < 60


def test_what_came_out_of_an_archive_is_the_same_a_second_time(tmp_path):
    """Also where what was read is kept."""
    put(tmp_path, "all.zip", zipped({f"{n}.json": diary(f"r{n}") for n in range(3)}))
    first, second = (caseload.read(tmp_path, keep=True) for _ in range(2))
    assert first.files == second.files
    assert first.profiles == second.profiles
    pd.testing.assert_frame_equal(first.frame, second.frame)
