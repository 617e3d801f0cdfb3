"""Diaries are read as runners hand them over: in folders, archives, mails and links; what harms is refused."""

import gzip
import io
import mailbox
import os
import tarfile
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


def taped(*things: tuple[str, bytes], form=tarfile.PAX_FORMAT, **kind) -> bytes:
    """A tar archive of these files, or of things of another kind."""
    found = io.BytesIO()
    with tarfile.open(fileobj=found, mode="w", format=form) as archive:
        for name, content in things:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for field, value in kind.items():
                setattr(info, field, value)
            archive.addfile(info, io.BytesIO(content))
    return found.getvalue()


def boxed(folder, *mails: bytes) -> bytes:
    """A mailbox as Python writes one."""
    path = folder / "written.by.python"
    box = mailbox.mbox(path)
    for one in mails:
        box.add(one)
    box.close()
    content = path.read_bytes()
    path.unlink()
    return content


def of_mac(content: bytes) -> bytes:
    """A mail as Mail on a Mac keeps it."""
    return f"{len(content):<10}\n".encode() + content + b"<?xml version='1.0'?><plist version='1.0'></plist>\n"


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


def test_a_mailbox_is_read_mail_by_mail(tmp_path):
    """As Thunderbird writes one, and as Mail on a Mac exports it; a line that begins with From is no mail."""
    said = "From now on I run.\n\nFrom next week: more.\n\nMore follows, " + link("r2")
    box = boxed(tmp_path, mail(anna__json=diary("r1")), mail(said), mail(b__zip=zipped({"carla.json": diary("r3")})))
    thunderbird = b"From \r\n" + mail(dan__json=diary("r4")).replace(b"\n", b"\r\n") + b"\r\n"
    put(tmp_path, "Runners.mbox/mbox", boxed(tmp_path, mail(eva__json=diary("r5"), photo__png=b"x"), mail()))
    found, passed_over = read(tmp_path, Inbox__mbox=box, sent__MBOX=thunderbird * 2)
    assert len(found.runners) == 5
    assert {files[0].name for files in found.files.values()} == {
        "Inbox.mbox/mail 1, My diary.eml/anna.json", "Inbox.mbox/mail 2, My diary.eml/text of the mail.txt",
        "Inbox.mbox/mail 3, My diary.eml/b.zip/carla.json", "sent.MBOX/mail 1, My diary.eml/dan.json",
        "Runners.mbox/mbox/mail 1, My diary.eml/eva.json",
    }  # fmt: skip
    assert passed_over.keys() == {
        "Runners.mbox/mbox/mail 1, My diary.eml/photo.png", "Runners.mbox/mbox/mail 2, My diary.eml"
    }  # fmt: skip


def test_a_mail_of_a_mac_is_read(tmp_path):
    """As it lies in the folders of Mail; what was sent with one may lie elsewhere, and is asked for."""
    kept_apart = {"b.partial.emlx": of_mac(mail()), "c.emlx": of_mac(mail(c__json=diary("r1")))[:-700]}
    for name, content in kept_apart.items():
        put(tmp_path, name, content)
    found, passed_over = read(tmp_path, a__emlx=of_mac(mail(anna__json=diary("r1"))))
    assert found.runners == ("anna",)
    assert passed_over.keys() == kept_apart.keys()
    assert "save what was sent with it into this folder" in passed_over["b.partial.emlx"]
    assert "damaged" in passed_over["c.emlx"]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_what_is_packed_by_tar_is_read(tmp_path, form):
    """As every tar writes it, with long names; leavings and folders stay unsaid."""
    long = f"{'deep/' * 30}ben.json"
    things = taped(("./anna.json", diary("r1")), (long, diary("r2")), ("._anna.json", b"x"), ("a.png", b"x"), form=form)
    found, passed_over = read(
        tmp_path, a__tar=things, b__tgz=gzip.compress(taped(("carla.json", diary("r3")))),
        c__tar__gz=gzip.compress(taped(("m/dan.eml", mail(dan__json=diary("r4"))))),
    )  # fmt: skip
    assert found.runners == ("anna", "ben", "carla", "dan")
    assert found.files["ben"][0].name == f"a.tar/{long}"
    assert list(passed_over) == ["a.tar/a.png"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("anna.msg", "Open the mail in Outlook and save what was sent with it into this folder"),
        ("all.pst", "save the mail as .eml"),
        ("all.7z", "Unpack it in this folder, or pack what is in it anew as .zip"),
        ("all.rar", "anew as .zip"),
        ("all.tar.bz2", "anew as .zip"),
        ("anna.json.gz", "anew as .zip"),
        ("photo.png", "ends in .json"),
    ],
)
def test_what_is_not_read_is_named_with_how_to_mend_it(tmp_path, name, says):
    """In the folder, and in an archive."""
    put(tmp_path, name, b"x")
    _, passed_over = read(tmp_path, more__zip=zipped({name: b"x"}))
    assert passed_over.keys() == {name, f"more.zip/{name}"}
    assert all(says in said for said in passed_over.values())


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


def boxed_deep(deep: int) -> bytes:
    """A mailbox in a mail of a mailbox, and so on."""
    content = diary("r1")
    for _ in range(deep):
        content = b"From \n" + mail(**{"a__json" if content.startswith(b"{") else "a__mbox": content})
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
    "cut.tar": (lambda: taped(("a.json", diary("r1")))[:700], "cut short"),
    "empty.tar": (lambda: b"", "cut short"),
    "no.tar": (lambda: diary("r1"), "cut short"),
    "minus.tar": (lambda: taped(("a.json", diary("r1"))).replace(b"ustar", b"other", 1), "cut short"),
    "up.tar": (lambda: taped(("../../up.json", diary("r1"))), "leads out"),
    "root.tar": (lambda: taped(("/etc/up.json", diary("r1"))), "leads out"),
    "link.tar": (lambda: taped(("a.json", b""), type=tarfile.SYMTYPE, linkname="/etc/passwd"), "is a link"),
    "twice.tar": (lambda: taped(("a.json", b""), type=tarfile.LNKTYPE, linkname="b.json"), "is a link"),
    "pipe.tar": (lambda: taped(("a.json", b""), type=tarfile.FIFOTYPE), "no file"),
    "disk.tar": (lambda: taped(("a.json", b""), type=tarfile.BLKTYPE), "no file"),
    "large.tar": (lambda: taped(("a.json", b"0" * (room.LARGEST_FILE + 1))), "too large"),
    "bomb.tgz": (lambda: gzip.compress(b"0" * (room.LARGEST_BUNDLE + 1), 1), "million bytes"),
    "cut.tar.gz": (lambda: gzip.compress(taped(("a.json", diary("r1"))))[:-200], "damaged"),
    "no.mbox": (mail, "No mail"),
    "empty.mbox": (lambda: b"", "No mail"),
    "deep.mbox": (lambda: boxed_deep(room.DEEPEST), "too deep"),
    "long.emlx": (lambda: b"9" * 5000 + b"\n" + mail(), "damaged"),
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


def test_a_mailbox_and_a_tape_of_very_many_end_soon(tmp_path):
    """Of mails, of folders, and of heads that say nothing."""
    begun = time.monotonic()
    folder = taped(("x", b""), type=tarfile.DIRTYPE)[: tarfile.BLOCKSIZE]
    digits = taped(("x", b"1" * 90_000), type=tarfile.XHDTYPE)[: -tarfile.BLOCKSIZE * 2].rstrip(b"\0")
    _, passed_over = read(
        tmp_path, a__mbox=b"From \nSubject: x\n\n" * (room.MOST_FILES + 1), b__tar=folder * (room.MOST_FILES + 1),
        c__tar=digits + bytes(-len(digits) % tarfile.BLOCKSIZE), d__mbox=b"From \n" * 1_000_000 + b"\n" * 5_000_000,
    )  # fmt: skip
    assert all("More comes out" in passed_over[name] for name in ("a.mbox", "b.tar"))
    assert all("cut short" in passed_over[name] or "No mail" in passed_over[name] for name in ("c.tar", "d.mbox"))
    assert time.monotonic() - begun < 60


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
    whole_ones = {
        "a.zip": zipped({"a.json": diary("r1")}), "a.eml": mail(a__json=b"{}"), "a.emlx": of_mac(mail(a__json=b"{}")),
        "a.mbox": boxed(tmp_path, mail(a__json=b"{}")), "a.tar": taped(("a" * 120 + ".json", b"{}")),
        "a.tgz": gzip.compress(taped(("a.json", diary("r1")))),
    }  # fmt: skip
    for name, whole in whole_ones.items():
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
