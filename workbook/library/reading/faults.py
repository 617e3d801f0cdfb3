"""What is wrong with a data file, in a sentence that says where it is and how to mend it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from workbook.library.reading.tree import TreePath, in_words, origin_of

LONGEST, MOST = 320, 100
"""Signs of what is said of one fault; faults that are listed."""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2]} …"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of one file."""

    file: str
    line: int
    field: str
    says: str

    def __post_init__(self) -> None:
        """Cuts what nobody would read to its end."""
        object.__setattr__(self, "field", _cut(self.field, 120))
        object.__setattr__(self, "says", _cut(self.says, LONGEST))

    def __str__(self) -> str:
        """The sentence that a physio reads."""
        return f"{self.file}, line {self.line}, {self.field}: {self.says}"


class LibraryError(ValueError):
    """Every fault of the data at once; `faults` lists them in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(_listed(self.faults, list(map(str, self.faults[:MOST])))))


def _listed(faults: Sequence[Fault], lines: list[str]) -> list[str]:
    """Lines on faults, under how many there are, and above how many are not listed."""
    more = len(faults) - len(lines)
    rest = [f"… and {more} more: mend these first."] if more else []
    return [f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the data:", *lines, *rest]


def _near(found: str, words: Iterable[str], cutoff: float) -> list[str]:
    """The nearest word, where one is near. Only a fault asks, so a runner's page need not fetch what compares them."""
    from difflib import get_close_matches

    return get_close_matches(found, list(words), n=1, cutoff=cutoff)


def did_you_mean(found: object, allowed: Iterable[str]) -> str:
    """The nearest allowed word as a question, or the whole list where nothing is near."""
    words = sorted(allowed)
    near = _near(str(found)[:200], words, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"allowed: {_cut(', '.join(words), 200) or 'nothing'}"


def fault_at(file: str, tree: Any, path: TreePath, says: str) -> Fault:
    """A fault with its line, or that of its nearest parent that is there."""
    return Fault(*(origin_of(tree, path) or (file, 1)), ".".join(in_words(tree, path)) or "file", says)


_PLAIN = {
    "tuple_type": "should be a list in brackets (a range stands as [least, most])",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping of fields",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
    "string_type": "should be text",
    "string_too_short": "should not be empty",
    "string_pattern_mismatch": "should be small letters, digits and underscores, a letter first",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "float_parsing": "should be a number",
    "float_type": "should be a number",
    "finite_number": "should be a number",
    "too_short": "needs at least one",
}
"""The validator's commonest complaints in a physio's words."""


def _inside(field: Any) -> list[Any]:
    """The models that a field's value may be of, or hold."""
    parts, found = [field.annotation], []
    while parts:
        part = parts.pop()
        parts += getattr(part, "__args__", ())
        if isinstance(part, type) and issubclass(part, BaseModel):
            found.append(part)
    return found


def _fields(model: Any, under: str = "") -> dict[str, str]:
    """Each field of a model and of the models inside it, by where it stands, with its name."""
    names: dict[str, str] = {}
    for name, field in model.model_fields.items():
        names[f"{under}{name}"] = name
        for inside in _inside(field):
            names |= _fields(inside, f"{under}{name}.")
    return names


def _no_field(model: Any, name: str, above: TreePath) -> str:
    """What is said of a field that is none: the nearest of its place, or where one of its name stands."""
    here = model
    for step in above:
        field = here.model_fields.get(step) if isinstance(step, str) else None
        here = next(iter(_inside(field)), here) if field else here
    homes = [path for path, known in _fields(model).items() if known == name]
    inside = [path for path, known in _fields(here).items() if known == name]
    if not homes or _near(name, here.model_fields, 0.8):
        return did_you_mean(name, here.model_fields)
    return f"did you mean {(inside or homes)[0]!r}" + ("?" if inside else f", outside of {str(above[-1])!r}?")


_NUMBERS = {"int_type", "int_parsing", "float_type", "float_parsing", "finite_number"}


def told(found: object) -> str:
    """What was found, as it may be written."""
    words = {None: "nothing", True: "true", False: "false"}
    return words[found] if found is None or isinstance(found, bool) else _cut(repr(found), 80)


def _as_number(kind: str, text: str) -> str:
    """How a text becomes the number that it looks like."""
    if kind.startswith("float") and re.fullmatch(r"-?\d+,\d+", text):
        return f", with a point: {text.replace(',', '.')}"
    if re.fullmatch(r"0\d+", text):
        return f", without a 0 before it: {text.lstrip('0') or '0'}"
    return ", without quotes" if re.fullmatch(r"-?\d+", text) else ""


def _hint(kind: str, found: Any) -> str:
    """What is often behind a complaint."""
    if isinstance(found, str) and kind in _NUMBERS:
        return _as_number(kind, found[:99])
    if isinstance(found, str) and kind == "tuple_type" and re.match(r"[•·▪●◦*–—-]", found):
        return "; each line of a list begins with '- '"
    if isinstance(found, str):
        return '; take straight quotes, "' if found.startswith(tuple("“”„«»‘’‚")) else ""
    if kind != "string_type" or found is None:
        return ""
    return ": put it in quotes" + (" if it has ': ' inside" if isinstance(found, dict) else "")


def _sentence(error: Any, model: type[BaseModel]) -> str:
    kind, found = error["type"], error["input"]
    if kind == "missing":
        return "a range stands as [least, most]" if isinstance(error["loc"][-1], int) else "is missing"
    if kind == "extra_forbidden" and error["loc"][-1] == "hide":
        return f"found {told(found)}; `hide` stands in an overlay alone, as true or false"
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        return f"is not a field here; {_no_field(model, name, error['loc'][:-1])}{_hint(kind, name)}"
    if kind == "literal_error":
        words = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"found {told(found)}; {did_you_mean(found, words)}{_hint(kind, found)}"
    message = _PLAIN.get(kind) or error["msg"].removeprefix("Value error, ")
    first = "" if isinstance(found, dict) else f"found {told(found)}; "
    return f"{first}{message[0].lower()}{message[1:]}{_hint(kind, found)}"


def path_of(error: Any) -> TreePath:
    """Where a complaint of the validator is; the kinds of a field that may be one of two are no part of the file."""
    return tuple(part for part in error["loc"] if not isinstance(part, str) or part.isidentifier())


def _follows(error: Any) -> bool:
    """Whether a list is only called too short because some of what stands in it is wrong, which is told as well."""
    return error["type"] == "too_short" and bool(len(error["input"]) >= error["ctx"]["min_length"])


def from_validation(
    file: str, tree: Any, errors: Iterable[Any], model: type[BaseModel], at: TreePath = ()
) -> list[Fault]:
    """Each complaint of `model` as a fault with its line; `at` is where the record stands in the file."""
    told = [error for error in errors if not _follows(error)]
    found = [fault_at(file, tree, (*at, *path_of(error)), _sentence(error, model)) for error in told]
    return list(dict.fromkeys(found))


def as_table(faults: Iterable[Fault]) -> str:
    """Faults in columns: where, which field, and what to do."""
    listed = tuple(faults)
    rows = [(f"{fault.file}:{fault.line}", fault.field, fault.says) for fault in listed[:MOST]]
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{where:<{wide[0]}}  {field:<{wide[1]}}  {says}" for where, field, says in rows]
    return "\n".join(_listed(listed, lines))
