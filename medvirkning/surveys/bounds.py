"""What is wrong with the least and the most that a question allows."""

from collections.abc import Iterator

from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.kinds import WITH_LEAST, WITH_MOST
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind

# The most that a question can make room for: characters, and photos.
ROOM = {QuestionKind.SHORT_TEXT: 500, QuestionKind.LONG_TEXT: 20_000, QuestionKind.PHOTO: 10}

Fault = tuple[QuestionnaireFault, str, dict[str, object]]


def bound_faults(question: Question) -> Iterator[Fault]:
    """Each fault with its field and its facts."""
    kind = question.kind
    least = question.least if kind in WITH_LEAST else None
    most = question.most if kind in WITH_MOST else None
    if kind is not QuestionKind.NUMBER:
        counts = True
        for field, bound, lowest in (("least", least, 0), ("most", most, 1)):
            if bound is not None and (bound != bound.to_integral_value() or bound < lowest):
                counts = False
                yield QuestionnaireFault.NOT_A_COUNT, field, {}
        if not counts:
            return
    if least is not None and most is not None and least > most:
        yield QuestionnaireFault.LEAST_ABOVE_MOST, "least", {}
    if kind is QuestionKind.SEVERAL:
        together = sum(not choice.exclusive for choice in question.choices) + question.other
        if least is not None and least > together:
            yield QuestionnaireFault.MORE_THAN_THERE_ARE, "least", {"least": int(least), "choices": together}
        if most is not None and most > together:
            yield QuestionnaireFault.MOST_BEYOND_CHOICES, "most", {"most": int(most), "choices": together}
    for field, bound in (("least", least), ("most", most)):
        if kind in ROOM and bound is not None and bound > ROOM[kind]:
            yield QuestionnaireFault.TOO_MUCH_ROOM, field, {"most": ROOM[kind]}
