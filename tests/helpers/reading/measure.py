"""The measure: Flesch-Kincaid grade, the school year in which a text is read with ease."""

import re
from collections.abc import Iterable

GRADE, LONGEST, HARD = 6, 25, 9
"""What no file and no screen may pass, the words that no sentence may pass, and from where on a sentence is hard."""

Words = list[str]


def syllables(word: str) -> int:
    """Syllables of an English word by its vowels; a word is off by one at most, and a text hardly."""
    word = re.sub(r"[^a-z]", "", word.lower())
    word = re.sub(r"(?<=[^aeiouy])le[sd]?$", "el", word)
    word = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouycghsxz])es$|(?<=[^aeiouy])e$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def sentences(text: str) -> list[Words]:
    """The words of each sentence; a colon and a semicolon go on."""
    parts = re.split(r"(?<=[.!?])\s+", text)
    return [words for part in parts if (words := re.findall(r"[A-Za-z][A-Za-z'’-]*", part))]


def grade(found: list[Words]) -> float:
    """The school year in which these sentences are read with ease."""
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def read(texts: Iterable[str]) -> list[Words]:
    """The sentences of texts; a name of one or two words is none."""
    return [words for text in texts for words in sentences(text) if len(words) > 2]


def hard(found: list[Words]) -> list[tuple[float, str]]:
    """The hard sentences with their grades, the hardest first."""
    named = {(grade([words]), " ".join(words)) for words in found}
    return sorted((pair for pair in named if pair[0] > HARD), reverse=True)


def too_hard(found: list[Words]) -> list[str]:
    """What is wrong with a file or a screen as a whole, in sentences; nothing where it can be read."""
    over = [f"grade {grade(found):.1f} is over {GRADE}"] if found and grade(found) > GRADE else []
    long = sorted((words for words in found if len(words) > LONGEST), key=len, reverse=True)
    return over + [f"{len(words)} words in one sentence: {' '.join(words)}" for words in long]
