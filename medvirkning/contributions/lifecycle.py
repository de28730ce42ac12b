"""The moves of a contribution, from the resident's hand to something done."""

from medvirkning.contributions.words import ContributionState as S
from medvirkning.contributions.words import ContributionVerb as V
from medvirkning.kernel.lifecycle import Lifecycle, Step

LIFECYCLE = Lifecycle(
    "contribution",
    S.RECEIVED,
    [
        Step(V.PUBLISH, S.RECEIVED, S.PUBLISHED),
        Step(V.CONSIDER, S.PUBLISHED, S.CONSIDERED),
        Step(V.ANSWER, S.PUBLISHED, S.ANSWERED),
        Step(V.ANSWER, S.CONSIDERED, S.ANSWERED),
        Step(V.ANSWER, S.ANSWERED, S.ANSWERED),
        Step(V.ANSWER, S.IN_PROGRESS, S.ANSWERED),
        Step(V.START, S.PUBLISHED, S.IN_PROGRESS),
        Step(V.START, S.CONSIDERED, S.IN_PROGRESS),
        Step(V.START, S.ANSWERED, S.IN_PROGRESS),
        Step(V.FINISH, S.ANSWERED, S.DONE),
        Step(V.FINISH, S.IN_PROGRESS, S.DONE),
        Step(V.HIDE, S.RECEIVED, S.HIDDEN),
        Step(V.HIDE, S.PUBLISHED, S.HIDDEN),
        Step(V.HIDE, S.CONSIDERED, S.HIDDEN),
        Step(V.HIDE, S.ANSWERED, S.HIDDEN),
        Step(V.HIDE, S.IN_PROGRESS, S.HIDDEN),
        Step(V.HIDE, S.DONE, S.HIDDEN),
        Step(V.REPUBLISH, S.HIDDEN, S.PUBLISHED),
        Step(V.WITHDRAW, S.RECEIVED, S.WITHDRAWN),
        Step(V.WITHDRAW, S.PUBLISHED, S.WITHDRAWN),
        Step(V.WITHDRAW, S.CONSIDERED, S.WITHDRAWN),
        Step(V.WITHDRAW, S.ANSWERED, S.WITHDRAWN),
        Step(V.WITHDRAW, S.IN_PROGRESS, S.WITHDRAWN),
        Step(V.WITHDRAW, S.DONE, S.WITHDRAWN),
        Step(V.WITHDRAW, S.HIDDEN, S.WITHDRAWN),
    ],
)
