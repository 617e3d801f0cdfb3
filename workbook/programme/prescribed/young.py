"""What stands next to a physio's word of a weight, where the runner is under 18 and no weight is set for them."""

import re
import unicodedata

from workbook.diary.runner_profile import Profile

_NUMBER = (
    r"(?:\d|\b(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred))"
)
_ALONE = r"(?:kgs?|kilos?|kilogram(?:me)?s?|lbs?|pounds)"
"""Units that mean a weight wherever they stand; those below only behind a number: feet pound, and stones lie about."""
_COUNTED = r"(?:pound|stones?|gram(?:me)?s?|ounces?|oz)"
_WEIGHT = re.compile(
    rf"(?<![^\W\d_]){_ALONE}(?![^\W_])|{_NUMBER}[\W_]{{0,2}}{_COUNTED}(?![^\W_])|\d\s?g(?![^\W_])", re.IGNORECASE
)


def holds_weight(word: str) -> bool:
    """Whether a word names a weight: '40 kg', '12,5kg', 'ten-pound'."""
    return _WEIGHT.search(unicodedata.normalize("NFKC", word)) is not None


def beside(word: str | None, by: str, profile: Profile) -> str:
    """What the guide says next to a word of whoever prescribes; empty where it names no weight or the runner is
    grown up."""
    if not word or not profile.is_young or not holds_weight(word):
        return ""
    return f"No weight is set here for anyone under 18: ask {by} before you take one."
