"""What a runner is asked at a check-in, and the question behind every answer that a diary may hold."""

from workbook.diary.check_in import asked_by, key_of
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import ELSEWHERE, in_words, injury_name
from workbook.library.questions import Question


def sore(profile: Profile, library: Library) -> list[str]:
    """Injuries that are sore now, of which pain should be rated."""
    told, known = profile.injuries.items(), library.injuries
    return [injury for injury, state in told if state == "sore" and injury in known and known[injury].kind == "injury"]


def questions(profile: Profile, library: Library) -> tuple[Question, ...]:
    """All that this runner is asked; the pain questions once for each sore injury, and once for any other place."""
    questionnaire = library.check_in
    places = (*sore(profile, library), ELSEWHERE)
    pain = (_of_place(question, place, library) for place in places for question in questionnaire.pain)
    return (*questionnaire.questions, *pain, *questionnaire.done)


def _of_place(question: Question, place: str, library: Library) -> Question:
    name = library.check_in.elsewhere if place == ELSEWHERE else injury_name(place, library)
    changed = {field: getattr(question, field).replace("{injury}", name) for field in ("name", "ask")}
    return question.model_copy(update={"id": key_of(question.id, place), **changed})


def question_of(key: str, library: Library) -> Question:
    """The question behind an answer's key: also of an injury that is settled, and of what nobody is asked any more."""
    questionnaire = library.check_in
    known = {question.id: question for question in (*questionnaire.questions, *questionnaire.done, *questionnaire.pain)}
    kind, injury = asked_by(key)
    if key in known and known[key] not in questionnaire.pain:
        return known[key]
    if kind in known and injury:
        return _of_place(known[kind], injury, library)
    return _gone(key)


def _gone(key: str) -> Question:
    words = in_words(key.replace(":", ", "))
    return Question(
        id="gone", name=f"{words} (no longer asked)", ask=f"{words} (this guide no longer asks it)",
        low=0, high=10, low_word="least", high_word="most", good="none",
    ).model_copy(update={"id": key})  # fmt: skip
