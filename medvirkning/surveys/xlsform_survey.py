"""The survey sheet from top to bottom: groups as sections, rows as questions, and conditions about what came before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from medvirkning.surveys.questionnaire import KEY, NOTHING, Condition, Question, Section
from medvirkning.surveys.words import Joined
from medvirkning.surveys.xlsform_choices import ChoiceList
from medvirkning.surveys.xlsform_columns import OURS, Row
from medvirkning.surveys.xlsform_conditions import NotHeld, Target, read_condition
from medvirkning.surveys.xlsform_matrices import is_matrix, read_matrix
from medvirkning.surveys.xlsform_names import free, key_for
from medvirkning.surveys.xlsform_questions import read_question
from medvirkning.surveys.xlsform_relevance import condition_from_text, write_condition
from medvirkning.surveys.xlsform_types import RowType, Structure, read_type
from medvirkning.surveys.xlsform_words import XlsformFault

_OPENS = (Structure.BEGIN_GROUP, Structure.BEGIN_REPEAT)
_ENDS = (Structure.END_GROUP, Structure.END_REPEAT)


@dataclass
class _Draft:
    """A section while it is read. One that the file has no group for is only kept for its questions."""

    section: Section
    group: Row | None = None
    note: Row | None = None


class SurveyRows:
    """Reads the rows of a survey sheet, once: `read()` gives the sections, and the rows tell what was left."""

    def __init__(self, rows: Sequence[Row], lists: Mapping[str, ChoiceList]) -> None:
        self.rows = rows
        self.lists = lists
        self.types = [read_type(row.cells.get("type", ""), row.cells.get("parameters", "")) for row in rows]
        self.known: dict[str, Target] = {}
        self.ahead = {row.cells.get("name", "") for row in rows}  # names of this row and those to come
        self.names: dict[tuple[str, str], str] = {}
        self.questions: dict[str, Question] = {}
        self.keys: set[str] = set()
        self.section_keys: set[str] = set()
        self.sections: list[Section] = []
        self.groups: list[_Draft] = []
        self.draft: _Draft | None = None
        self.at = 0

    def read(self) -> tuple[Section, ...]:
        """The sections in order."""
        while self.at < len(self.rows):
            row, kind = self.rows[self.at], self.types[self.at]
            if isinstance(kind, RowType):
                self._question(row, kind)
            elif kind in _OPENS:
                self._group(row, kind)
            elif kind in _ENDS:
                self._end(row)
            elif kind is Structure.NOTE:
                self._note(row)
            elif isinstance(kind, XlsformFault):
                row.leave(kind, "type" if row.cells.get("type") else next(iter(row.cells)))
            row.tell_untaken()
            self.ahead.discard(row.cells.get("name", ""))
            self.at += 1
        self._close()
        for left in self.groups:
            if left.group is not None:
                left.group.note(XlsformFault.UNBALANCED, "type")
        return tuple(self.sections)

    def _question(self, row: Row, kind: RowType) -> None:
        row.take("type")
        name, key = self._named(row)
        if row.cells.get("type", "").strip().lower() == "range":
            row.take("parameters")
        found = read_question(row, kind, key, self.lists)
        self._add(replace(found.question, when=self._condition(row)))
        self._know(name, Target(found.question, "", found.values))

    def _named(self, row: Row) -> tuple[str, str]:
        """The name of a question in the file, and the key it gets."""
        name, ours = row.take("name"), row.take(f"{OURS}key")
        key = key_for(ours if KEY.fullmatch(ours) else name, self.keys, "question")
        if name in self.known:
            row.note(XlsformFault.NAME_TWICE, "name", became=key)
        elif not ours and key != name:
            row.note(XlsformFault.RENAMED, "name", became=key)
        return name, key

    def _know(self, name: str, target: Target) -> None:
        """From here on there may be conditions about it. Of two with one name, the first is meant."""
        self.ahead.discard(name)
        if name not in self.known:
            self.known[name] = target
            self.names[target.question.key, target.row] = name
            self.questions[target.question.key] = target.question

    def _add(self, question: Question) -> None:
        if self.draft is None:
            outer = self.groups[-1].section if self.groups else Section("section", NOTHING)
            key = free(outer.key, self.section_keys)
            self.draft = _Draft(Section(key, outer.title, when=outer.when))
        section = self.draft.section
        self.draft.section = replace(section, questions=(*section.questions, question))

    def _group(self, row: Row, kind: Structure) -> None:
        end = self._matching_end()
        inside = self.rows[self.at + 1 : end]
        if kind is Structure.BEGIN_GROUP and end is not None and is_matrix(row, inside):
            self._matrix(row, inside)
            self.at = end
            self.rows[end].leave_ending()
            return
        if self.groups:
            row.note(XlsformFault.NESTED, "type")
            self._drop_wrapper()
        self._close()
        row.take("type")
        if kind is Structure.BEGIN_REPEAT:
            row.note(XlsformFault.REPEAT, "type")
        if row.take("appearance"):
            row.note(XlsformFault.APPEARANCE_NOT_HELD, "appearance")
        name, ours = row.take("name"), row.take(f"{OURS}key")
        key = key_for(ours if KEY.fullmatch(ours) else name, self.section_keys, "section")
        if name and not ours and key != name:
            row.note(XlsformFault.RENAMED, "name", became=key)
        outer = self.groups[-1].section.when if self.groups else None
        row.note_piping()
        when = _both(outer, self._condition(row), row)
        self.draft = _Draft(Section(key, row.texts("label"), when=when), row)
        self.groups.append(self.draft)

    def _matrix(self, row: Row, inside: Sequence[Row]) -> None:
        _, key = self._named(row)
        found = read_matrix(row, inside, key, self.lists)
        self._add(replace(found.question, when=self._condition(row)))
        for line, row_key in found.names.items():
            self._know(line, Target(found.question, row_key, found.values))

    def _end(self, row: Row) -> None:
        row.leave_ending()
        if not self.groups:
            row.note(XlsformFault.UNBALANCED, "type")
            return
        self._close()
        self.groups.pop()

    def _note(self, row: Row) -> None:
        """A note that opens a section is the section's help. There is no place for others."""
        if self.draft is None and not self.groups:
            self.draft = _Draft(Section(free("section", self.section_keys), NOTHING))
        draft = self.draft
        if draft is None or draft.section.questions or draft.section.help or row.cells.get("relevant"):
            row.leave(XlsformFault.NOTE_NOT_HELD, _text_column(row))
            return
        row.take("type"), row.take("name")
        row.note_piping()
        draft.section = replace(draft.section, help=row.texts("label"))
        draft.note = row

    def _close(self) -> None:
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if draft.section.questions or draft.group is not None:
            self.sections.append(draft.section)
            return
        self.section_keys.discard(draft.section.key)
        if draft.note is not None:
            draft.note.note(XlsformFault.NOTE_NOT_HELD, _text_column(draft.note))

    def _drop_wrapper(self) -> None:
        """A group that only holds other groups is no section of its own."""
        draft = self.draft
        if draft is None or draft.group is None or draft.section.questions:
            return
        draft.group.leave_texts(XlsformFault.NESTED, "label")
        draft.group = None

    def _matching_end(self) -> int | None:
        depth = 0
        for at in range(self.at, len(self.rows)):
            depth += (self.types[at] in _OPENS) - (self.types[at] in _ENDS)
            if depth == 0:
                return at
        return None

    def _condition(self, row: Row) -> Condition | None:
        """What stands under `relevant`; what stands in our own column, as long as the two say the same."""
        said, ours = row.take("relevant"), row.take(f"{OURS}when")
        if ours:
            try:
                condition = condition_from_text(ours)
                if self._written(condition) == said:
                    return condition
            except ValueError:
                pass
            row.note(XlsformFault.VALUE_NOT_HELD, f"{OURS}when")
        if not said:
            return None
        try:
            read = read_condition(said, self.known, self.ahead)
        except NotHeld as error:
            row.note(error.reason, "relevant")
            return None
        if not read.exact:
            row.note(XlsformFault.UNANSWERED_DIFFERS, "relevant")
        return read.condition

    def _written(self, condition: Condition) -> str:
        try:
            return write_condition(condition, self.questions, self.names)
        except (KeyError, ValueError, ArithmeticError):
            return ""


def _both(outer: Condition | None, inner: Condition | None, row: Row) -> Condition | None:
    """A group inside another is shown when both are."""
    if outer is None or inner is None:
        return inner or outer
    if any(one.joined is Joined.ANY and len(one.rules) > 1 for one in (outer, inner)):
        row.note(XlsformFault.OUTER_CONDITION, "relevant")
        return inner
    return Condition(Joined.ALL, outer.rules + inner.rules)


def _text_column(row: Row) -> str:
    return next((column for column in row.cells if column.startswith("label::")), "type")
