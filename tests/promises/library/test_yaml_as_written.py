"""YAML as people write it is read as it was meant, or told in a physio's words with the line; nothing is lost."""

from pathlib import Path

import pytest
import yaml

from tests.promises.library.test_overlay import laid_over, read_or_faults
from workbook.editing.check import check
from workbook.editing.yaml_text import yaml_text
from workbook.library import DATA
from workbook.library.reading.faults import LONGEST, MOST
from workbook.library.reading.yaml_nodes import composed

CLINIC, CLAM = "clinic.yaml", "exercises/clam_band.yaml"


def faults_of(folder: Path, file: str, text: str | bytes):
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_or_faults(folder)[1]


def test_the_guides_own_files_hold_what_every_parser_finds_in_them():
    """Reading as it is written changes nothing there, and nothing in them is called lost."""
    for path in DATA.rglob("*.yaml"):
        if "broken_clinic" not in path.parts:
            text = path.read_text(encoding="utf-8")
            written = composed(text, path.name)
            assert written.value == yaml.safe_load(text)
            assert written.told == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("says: no", "no"), ("says: 012", "012"), ("says: 12:30", "12:30"), ("says: 2026-03-01", "2026-03-01"),
        ("says: 1_000", "1_000"), ("says: 0x1F", "0x1F"), ("says: 1e3", "1e3"), ("says: 0123 456", "0123 456"),
        ("\ufeffsays: Hill", "Hill"), ("says: Hill\r\nname: x\r\n", "Hill"), ("says: Hill\rname: x", "Hill"),
        ("---\nsays: Hill\n...\n", "Hill"), ("says: Dr.\u00a0Hill", "Dr.\u00a0Hill"), ("says: '#4'", "#4"),
        ("says: Hill # Street", "Hill"), ("#a\nsays: Hill\n  #b\n", "Hill"), ("says: C#4", "C#4"),
        ("says: >-\n  at #4\n  Hill", "at #4 Hill"), ("says: “Hill”", "“Hill”"), ("says: !!str 12", "12"),
        ("says: ~", None), ("says:", None), ("", None), ("# nothing yet", None),
    ],
)  # fmt: skip
def test_a_text_is_what_is_written(tmp_path, text, says):
    """Not the number, the truth or the day that some parsers make of it; notes stay notes."""
    assert laid_over(tmp_path, CLINIC, text).clinic.says == says


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        (CLINIC, "name: x\nsays: @hill", 2, "starts with @: put the text in quotes"),
        (CLINIC, "says: `hill`", 1, "starts with `: put the text in quotes"),
        (CLINIC, "says: %5", 1, "starts with %: put the text in quotes"),
        (CLINIC, "says: *see below", 1, "starts with *: put it in quotes"),
        (CLINIC, "says: **bold**", 1, "starts with * or &: put the text in quotes"),
        (CLINIC, "name: x\nsays: &Co Hill", 2, "'&Co' is left out of the text"),
        (CLINIC, "says: !now", 1, "starts with !: put the text in quotes"),
        (CLINIC, "says: > 5 years", 1, "starts with > or |"),
        (CLINIC, "says: ? Hill", 1, "starts with ?"),
        (CLINIC, "name: x\nsays: Hill: 4", 2, "': ' inside"),
        (CLINIC, "says: - Hill", 1, "a '- ' where no list is"),
        (CLINIC, 'says: "Hill" Street', 1, "more text after a quote"),
        (CLINIC, "says: 'Runner's knee'", 1, "more text after a quote"),
        (CLINIC, 'name: "Hill\nsays: x', 1, "a quote that is not closed"),
        (CLINIC, "name: [Hill\nsays: x", 2, "a bracket that is not closed (it opens in line 1)"),
        (CLINIC, "name: x\nsays: {y", 2, "a bracket that is not closed (it opens in line 2)"),
        (CLINIC, 'name: "C:\\path"', 1, "a \\ inside double quotes"),
        (CLINIC, "name: x\n\tsays: y", 2, "a tab: indent with spaces"),
        (CLINIC, "name: x\nsays", 2, "without 'field: value'"),
        (CLINIC, "name: x\n---\nname: y", 2, "two documents"),
        (CLINIC, "name: “Hill: 4”", 1, 'take straight quotes, "'),
        (CLINIC, "colours: {accent: “#7a3e9d”}", 1, 'take straight quotes, "'),
        (CLINIC, "“name”: x", 1, 'take straight quotes, "'),
        (CLINIC, "name: x\x00", 1, "a sign that is no text (U+0000)"),
        (CLINIC, "name: H\u00f6hle".encode("cp1252"), 1, "save it again, with the encoding UTF-8"),
        (CLINIC, "name: x\nsays: H\u00f6hle".encode("cp1252"), 2, "save it again, with the encoding UTF-8"),
        (CLINIC, "name: H\u00f6hle".encode("utf-16"), 1, "as UTF-16: save it again"),
        (CLINIC, "- name: Hill", 1, "should be a mapping of fields"),
        (CLINIC, "Hill Street", 1, "should be a mapping of fields"),
        (CLINIC, "? [a]\n: b", 1, "a bracket where a field's name should be"),
        ("rules.yaml", "- id: P1\n  text: x", 1, "should be a mapping of codes to records"),
        ("injuries.yaml", "id: itb\nname: x", 1, "should be a list of records"),
        ("injuries.yaml", "- {id: itb, name: x}\n- name: y", 2, "is not there to be changed"),
        (CLAM, "cues:\n  • Hips\n  • Slowly", 1, "each line of a list begins with '- '"),
        (CLAM, "cues:\n  –Hips\n  –Slowly", 1, "each line of a list begins with '- '"),
        (CLAM, "cues:\n- Push: hard", 2, "should be text: put it in quotes if it has ': ' inside"),
        (CLAM, "dose:\n  reps: [012, 12]", 2, "found '012'; should be a whole number, without a 0 before it: 12"),
        (CLAM, "dose:\n  reps: [8, 1_000]", 2, "found '1_000'"),
        (CLAM, "dose:\n  rest_s: [12:30, 800]", 2, "found '12:30'"),
        (CLAM, "dose:\n  rest_s: [1e1, 20]", 2, "found '1e1'"),
        (CLAM, "dose:\n  rest_s: [0x1F, 40]", 2, "found '0x1F'"),
        (CLAM, "dose:\n  reps: ['8', 10]", 2, "without quotes"),
        (CLAM, "dose:\n  rep_s: 1,5", 2, "found '1,5'"),
        (CLAM, "drawing:\n  seconds: [.inf, 1]", 2, "found '.inf'; should be a number"),
        (CLAM, "drawing:\n  seconds: [nan, 1]", 2, "found 'nan'; should be a number"),
        (CLAM, "name: 24", 1, "found 24; should be text: put it in quotes"),
        (CLAM, "from_post: ja", 1, "found 'ja'; should be true or false"),
        (CLAM, "easier: no", 1, "found 'no'; allowed: "),
        (CLAM, "hide: maybe", 1, "`hide` stands in an overlay alone, as true or false"),
        (CLAM, "dose: {hide: true}", 1, "is missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_once_and_in_words(tmp_path, file, text, line, says):
    """One fault, on its line, which says how to mend it."""
    faults = faults_of(tmp_path, file, text)
    assert [fault.line for fault in faults] == [line], faults
    assert says in faults[0].says


@pytest.mark.parametrize("space", "\u00a0\u202f\u3000\u200b\ufeff\u2007")
@pytest.mark.parametrize(
    "text",
    ["name: x\ndose:\n{0} {0}reps: [8, 10]", "name: x\nna{0}me: y\nz: 1", "name: x\nnote:{0}y\nz: 1",
     "name: x\n{0}cues: [y]\nz: 1", "name: x\nnote{0}: y\nz: 1", "name: x\ncues:\n-{0}y\n-{0}z"],
)  # fmt: skip
def test_a_space_that_is_none_is_told(tmp_path, space, text):
    """Pasted from a web page or a word processor; nobody sees it."""
    [fault] = faults_of(tmp_path, CLAM, text.format(space))
    assert "no-break space" in fault.says
    assert fault.line in (2, 3, 4)


@pytest.mark.parametrize(
    ("text", "field", "lost"),
    [
        ("name: Hill Street #4", "name", "'#4'"), ("colours:\n  accent: #7a3e9d", "colours.accent", "'#7a3e9d'"),
        ("colours: \n  accent: #7a3e9d\n  push: '#7a3e9d'", "colours.accent", "'#7a3e9d'"),
        ("name: ‘Hill #4’", "name", "'#4’'"), ("says: see  #12b, left", "says", "'#12b,'"),
    ],
)  # fmt: skip
def test_what_a_sign_would_cut_off_is_told(tmp_path, text, field, lost):
    """Nothing between `#` and a word is a number or a colour, and seldom a note."""
    [fault] = faults_of(tmp_path, CLINIC, text)
    assert fault.field == field
    assert lost in fault.says
    assert "quotes" in fault.says


def test_fields_are_taken_over_from_elsewhere_in_the_file(tmp_path):
    """`<<` takes over what is not written beside it; a list of several, the first counts."""
    text = "suitability:\n  pfp: &usual {verdict: good, rules: [P2]}\n  itb:\n    <<: *usual\n    rules: [I4]\n"
    found = laid_over(tmp_path, CLAM, text).exercises["clam_band"].suitability
    assert (found["itb"].verdict, found["itb"].rules) == ("good", ("I4",))
    assert found["pfp"].rules == ("P2",)
    text = "a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b], y: 3}\nd: {'<<': 4}\n"
    value = composed(text, "x").value
    assert value["c"] == {"x": 1, "y": 3, "z": 2}
    assert value["d"] == {"<<": 4}


def test_a_fault_in_what_is_taken_over_is_blamed_where_it_stands(tmp_path):
    """In that file, and where the wrong word is."""
    text = "suitability:\n  pfp: &usual {verdict: bad, rules: [P2]}\n  itb:\n    <<: *usual\n    rules: [I4]\n"
    faults = faults_of(tmp_path, CLAM, text)
    assert {(fault.file, fault.line) for fault in faults} == {(f"{tmp_path.name}/{CLAM}", 2)}
    [fault] = faults_of(tmp_path, CLAM, "name: x\n<<: y")
    assert (fault.line, "takes over fields" in fault.says) == (2, True)


@pytest.mark.parametrize("yes", ["yes", "Yes", "on", "true", "TRUE", "y", '"true"', "'yes'"])
def test_to_hide_is_meant_however_it_is_written(tmp_path, library, yes):
    """An exercise, an injury, a piece of equipment and a rule; true or false elsewhere too."""
    for file, text in {
        CLAM: f"hide: {yes}", "injuries.yaml": f"- {{id: itb, hide: {yes}}}", "rules.yaml": f"P4: {{hide: {yes}}}",
        "exercises/seed_rdl.yaml": f"from_post: {yes}",
    }.items():  # fmt: skip
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    found = laid_over(tmp_path, "equipment.yaml", f"equipment:\n  - {{id: bench, hide: {yes}}}")
    assert "clam_band" in library.exercises.keys() - found.exercises.keys()
    assert "itb" not in found.injuries
    assert "bench" not in found.equipment
    assert "P4" not in found.rules
    assert found.exercises["seed_rdl"].from_post is True


@pytest.mark.parametrize("no", ["no", "No", "off", "false", "n", '"false"'])
def test_not_to_hide_hides_nothing(tmp_path, library, no):
    """And is no field that nobody knows."""
    text = f"questions:\n- {{id: glute_left, hide: {no}}}\nhide: {no}"
    laid_over(tmp_path, "rules.yaml", f"P1: {{hide: {no}}}")
    laid_over(tmp_path, CLAM, f"hide: {no}")
    found = laid_over(tmp_path, "check_in.yaml", text)
    assert (found.exercises, found.rules, found.check_in) == (library.exercises, library.rules, library.check_in)


BOMB = "cues:\n" + "\n".join(
    f"- &{name} [{', '.join(['x' if not before else f'*{before}'] * 9)}]"
    for before, name in zip(["", *"abcdefghi"], "abcdefghij", strict=True)
)

CHAIN = "cues:\n" + "\n".join(f"- &a{n} {'[' * 30}{f'*a{n - 1}' if n else 'x'}{']' * 30}" for n in range(20))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (BOMB, 6, "holds more than 10000 values"),
        ("cues: &a [x]\nfocus: [" + "*a, " * 20_000 + "]", 2, "holds more than"),
        ("name: &a [*a]", 1, "stands inside of what it repeats"),
        ("dose: &a\n  <<: *a", 2, "stands inside of what it repeats"),
        ("cues: " + "[" * 300_000, 1, "deep inside each other"),
        ("cues: " + "{a: " * 50_000, 1, "deep inside each other"),
        ("cues:\n" + "- " * 50_000, 2, "deep inside each other"),
        (CHAIN, 3, "deep inside each other"),
        ("\n".join(f"k{n}: 1" for n in range(20_000)), 5000, "holds more than"),
        ("note: " + "x" * 2_000_000, 1, "too large"),
    ],
    ids=[
        "bomb",
        "many",
        "in itself",
        "merged into itself",
        "deep",
        "deep mappings",
        "deep lists",
        "a chain",
        "long",
        "large",
    ],
)
def test_a_hostile_file_is_told_in_a_sentence(tmp_path, text, line, says):
    """Before it has taken much time or memory, and whatever it holds."""
    [fault] = faults_of(tmp_path, CLAM, text)
    assert (fault.line, says in fault.says) == (line, True), fault


def test_a_sentence_is_short_and_so_is_the_list(tmp_path):
    """Thousands of wrong fields, names without an end: what can be read is told, and how much more there is."""
    path = tmp_path / "ours"
    faults_of(path, "rules.yaml", "\n".join(f"R{n}: {{text: 1, basis: x}}" for n in range(1500)))
    faults_of(path, CLAM, f"{'x' * 900}: 1\nname: [{'y' * 900_000}]\neasier: {'z' * 3000}\nstage: {'s' * 3000}")
    faults_of(path, CLINIC, "\n".join(f"k{n}: a #b" for n in range(4000)))
    said, in_order = check(path)
    assert not in_order
    lines = said.splitlines()
    assert len(lines) == MOST + 2
    assert lines[-1] == f"… and {int(lines[0].split()[0]) - MOST} more: mend these first."
    assert max(map(len, lines)) < LONGEST + 250
    faults = read_or_faults(path)[1]
    assert len(str(faults)) < 1_000_000
    assert all(len(fault.says) <= LONGEST for fault in faults)


def test_a_change_is_told_in_a_line_however_long_it_is(tmp_path):
    """A name of a whole book is shown by its beginning."""
    faults_of(tmp_path, CLINIC, "name: " + "Hill " * 20_000)
    said, in_order = check(tmp_path)
    assert in_order
    assert max(map(len, said.splitlines())) < 200


@pytest.mark.parametrize(
    "first", ["", "-", "- ", "#", "note: ", "* ", "@", "&a ", "!", "%", "?", "|", "> ", "no", "012", "[", "{", "'", '"']
)
@pytest.mark.parametrize("space", ["", "\u00a0", "\u3000", "\u200b", " #4", ": ", "\t", "\n"])
def test_what_the_form_writes_is_read_as_it_was_typed(first, space):
    """Whatever text a physio types, as a field and in a list."""
    typed = {"note": f"{first}{space}Hips", "cues": [f"{first}{space}Hips", f"Hips{space}{first}"] * 9}
    written = composed(yaml_text(typed), "x")
    assert written.value == typed
    assert written.told == ()
