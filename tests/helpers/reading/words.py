"""Words that never stand on the page."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

LIST = Path(__file__).with_name("never_words.yaml")


class Never(NamedTuple):
    """A word that stands where it never may."""

    word: str
    say: str
    """What to say in its place."""
    text: str


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word.removesuffix("*")) + r"\w*" * word.endswith("*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.I)


NEVER = [(_pattern(one["never"]), one["say"]) for one in yaml.safe_load(LIST.read_text(encoding="utf-8"))]


def never_words(texts: Iterable[str]) -> Iterator[Never]:
    """Each such word in these texts."""
    for text in texts:
        for pattern, say in NEVER:
            yield from (Never(found[0], say, text) for found in pattern.finditer(text))
