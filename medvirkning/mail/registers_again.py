"""Asking the registers again about what they could not tell of: in the background, some times, and then no more."""

from flask import current_app

from medvirkning.grants.looking_up import keep_answer, to_ask_again
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.registers.choosing import EXTENSION


def ask_registers_again() -> int:
    """Ask about what is due; how many were asked about. Each answer is kept by itself."""
    registers = current_app.extensions[EXTENSION]
    if registers is None:
        return 0
    due = to_ask_again(at=now())
    for application, number in due:
        reply = registers.look_up(number)
        with transaction():
            keep_answer(application, number, reply, by=None, at=now())
    end_reading()
    return len(due)
