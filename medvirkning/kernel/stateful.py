"""A row that moves through a lifecycle. Its state changes by `step` and by nothing else; a house test sees to it."""

from typing import ClassVar

from medvirkning.kernel.lifecycle import Lifecycle


class Stateful:
    """Mixin for models with a `state` column."""

    LIFECYCLE: ClassVar[Lifecycle]
    state: object

    def step(self, verb: str) -> None:
        """Do the verb: the state becomes what the lifecycle says. Raises WrongStep where it can't be done now."""
        now = self.LIFECYCLE.start if self.state is None else self.state
        self.state = type(now)(self.LIFECYCLE.after(now, verb))  # type: ignore[call-arg, arg-type]

    def may(self, verb: str) -> bool:
        """Whether the verb can be done in the state the row is in."""
        return verb in self.LIFECYCLE.verbs_from(self.state)  # type: ignore[arg-type]
