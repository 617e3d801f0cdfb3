"""What a YAML parser complains of, in a physio's words."""

import re
from typing import Any

import yaml

ODD = "\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""Signs that look like a space, or like nothing, and are none to a parser."""
NOTE = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""What YAML takes for a note, and people mostly do not mean for one: nothing stands between `#` and the word."""
_QUOTED = "put the text in quotes"
_WORDS = {
    "tab character": "a tab: indent with spaces",
    "mapping values are not allowed": f"a text with ': ' inside, or wrongly indented: {_QUOTED}, or indent it as its "
    "neighbours",
    "block sequence entries are not allowed": f"a '- ' where no list is: {_QUOTED}, or begin a new line with it",
    "mapping keys are not allowed": f"a text that starts with ?: {_QUOTED}",
    "expected ':'": "a line without 'field: value'",
    "expected key": f"wrongly indented, or more text after a quote: indent it as its neighbours, or {_QUOTED}",
    "expected '-'": "wrongly indented: the lines of a list begin with '- ', one below the other",
    "',' or": f"a bracket that is not closed, or a sign in a list that needs quotes: {_QUOTED}",
    "expected node content": f"a sign where a value should be: {_QUOTED}",
    "unexpected end of stream": "a quote that is not closed",
    "unexpected document indicator": "a quote that is not closed",
    "escape": r"a \ inside double quotes: take single quotes",
    "alphabetic or numeric": f"a text that starts with * or &: {_QUOTED}",
    "comment or line break": f"a text that starts with > or |: {_QUOTED}",
    "hexdecimal": r"a \ inside double quotes: take single quotes",
    "document start": "text before or after the fields",
}
"""Parts of what the parser says, and what it means."""


class YamlError(ValueError):
    """A text that cannot be read as YAML: the line, from 1, and a sentence that follows on its file's name."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line, self.says = line, says


def in_words(error: yaml.YAMLError, text: str) -> YamlError:
    """A parser's complaint in words, with what in its line is often the reason."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return YamlError(
            line, f"is not YAML: a sign that is no text (U+{int(error.character):04X}): type the line anew"
        )
    problem, mark = str(getattr(error, "problem", None) or "not YAML"), getattr(error, "problem_mark", None)
    begun: Any = getattr(error, "context_mark", None)
    if begun is not None and ("expected ':'" in problem or mark is None or mark.index >= len(text.rstrip())):
        mark = begun
    words = next((says for part, says in _WORDS.items() if part in problem), problem)
    if "cannot start any token" in problem and mark is not None:
        sign = text[mark.index : mark.index + 1]
        words = _WORDS["tab character"] if sign == "\t" else f"a text that starts with {sign}: {_QUOTED}"
    if "bracket" in words and begun is not None:
        words = words.replace("closed,", f"closed (it opens in line {begun.line + 1}),")
    line = mark.line if mark is not None else 0
    return YamlError(line + 1, f"is not YAML: {words}{_suspects(text, line)}")


def _suspects(text: str, line: int) -> str:
    """What in a line is often the reason."""
    here = "".join(re.split(r"\r\n|\r|\n", text)[max(0, line - 1) : line + 1])
    found = [
        "a no-break space is no space here: type it anew" if re.search(f"[{ODD}]", here) else "",
        'take straight quotes, "' if re.search("[“”„«»‘’‚]", here) else "",
        "what follows # is a note" if NOTE.search(here) else "",
    ]
    return "".join(f" ({one})" for one in found if one)
