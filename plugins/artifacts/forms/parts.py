"""Forms of the parts of a record. A field that is a column has its name, so that values go as they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import FileField, FloatField
from wtforms.validators import DataRequired, NumberRange, Optional

from community.sdk import (
    BooleanField,
    ChoicesField,
    DateField,
    FilesForm,
    Form,
    HiddenField,
    IntegerField,
    LineField,
    MarkdownField,
    ParagraphField,
    SelectField,
)
from community.sdk import lazy_gettext as _l
from plugins.artifacts.queries import words


def choices(named: Mapping[str, Any], empty: Any = None) -> list[tuple[str, Any]]:
    """Pairs for a select; `empty` is what the choice of none is called."""
    return ([("", empty)] if empty is not None else []) + list(named.items())


def offer(field: Any, pairs: Iterable[tuple[str, Any]]) -> None:
    """What a select offers after the choice of none, which stands first and holds where nothing was chosen."""
    field.choices = [field.choices[0], *pairs]
    if field.data is None:  # a page leaves out what offers no choice
        field.data = ""


class PartForm(Form):
    """A form over values that somebody else may change meanwhile: `stamp` says what its writer saw."""

    stamp = HiddenField()


class TextForm(FilesForm, PartForm):
    """One text with its files."""

    body = MarkdownField(_l("Your text"), longest=40_000, required=False)


class NewForm(Form):
    """A new artifact or plan."""

    title = LineField(_l("Title"), longest=160, hint=_l("What you try to make better, in a few words."))
    form = SelectField(
        _l("What it is"),
        choices=choices(words.FORM),
        description=_l("A practice artifact shows what you tried and found. A plan says what you will do this year."),
    )
    challenge = SelectField(_l("Shared challenge"), choices=[("", _l("None of these"))])
    language = SelectField(_l("The language you will write in"), choices=choices(words.LANGUAGE))
    template = SelectField(
        _l("Begin with"),
        choices=[
            ("", _l("An empty record")),
            ("aim", _l("An aim with gaps to fill in")),
            ("pdsa", _l("An aim and a first PDSA cycle with gaps to fill in")),
        ],
        description=_l("A plan always begins with its headings."),
    )


class AboutForm(PartForm):
    """Title, challenge and language."""

    title = LineField(_l("Title"), longest=160)
    challenge = SelectField(_l("Shared challenge"), choices=[("", _l("None of these"))])
    language = SelectField(_l("The language it is written in"), choices=choices(words.LANGUAGE))


class AimForm(PartForm):
    """What is to be better, how much, for whom, by when."""

    aim = ParagraphField(
        _l("Our aim in one sentence"),
        longest=600,
        required=False,
        hint=_l(
            "For example: by June 2027, 80% of our ninth graders who are learning English pass algebra, up from 61%."
        ),
    )
    aim_amount = LineField(_l("How much"), longest=160, required=False, hint=_l("From 61 to 80 of 100"))
    aim_group = LineField(
        _l("For whom"), longest=160, required=False, hint=_l("Name the students you serve least well today.")
    )
    aim_by = DateField(_l("By when"), validators=[Optional()])


class NodeForm(PartForm):
    """A line of the driver outline."""

    text = LineField(_l("In words"), longest=300)
    kind = SelectField(_l("What it is"), choices=choices(words.NODE))
    parent = SelectField(_l("Below"), choices=[("", _l("The aim itself"))])
    term = SelectField(_l("The network's word for it"), choices=[("", _l("None of these"))])


class PlanForm(PartForm):
    """Plan: what is tested, and what will happen."""

    title = LineField(_l("What we try"), longest=160, hint=_l("One change, small enough for one week."))
    node = SelectField(_l("Which change idea it tests"), choices=[("", _l("None of these"))])
    question = ParagraphField(_l("What we want to find out"), longest=1000, required=False)
    plan = ParagraphField(_l("Who does what, where and when"), longest=2000, required=False)
    prediction = ParagraphField(
        _l("What we think will happen"), longest=1000, hint=_l("It is locked when you begin. Studying answers it.")
    )
    starts_on = DateField(_l("First day"), validators=[Optional()])
    ends_on = DateField(_l("Last day"), validators=[Optional()])


class DoForm(PartForm):
    """Do: what happened."""

    did = ParagraphField(_l("What we did, and what we saw"), longest=4000)


class StudyForm(PartForm):
    """Study and act: what the prediction came to, and what is next."""

    answer = SelectField(_l("Our prediction"), choices=choices(words.ANSWER, _l("Choose")), validators=[DataRequired()])
    studied = ParagraphField(_l("What we learned"), longest=4000)
    act = SelectField(_l("What we do now"), choices=choices(words.ACT, _l("Choose")), validators=[DataRequired()])
    next = ParagraphField(_l("What is next"), longest=2000, required=False)


class MeasureForm(PartForm):
    """Something counted over time."""

    name = LineField(_l("What we count"), longest=160)
    kind = SelectField(_l("What it is for"), choices=choices(words.MEASURE))
    definition = ParagraphField(
        _l("How exactly"),
        longest=2000,
        required=False,
        hint=_l("Who counts what, where and how often, so that two people get the same number."),
    )
    unit = LineField(_l("Unit"), longest=40, required=False, hint=_l("For example: % or students"))
    better = SelectField(_l("Better is"), choices=choices(words.BETTER))
    goal = FloatField(_l("Goal"), validators=[Optional()])
    baseline = IntegerField(
        _l("How many of the first values give the median"),
        default=0,
        validators=[Optional(), NumberRange(min=0, max=500)],
        description=_l("0 for all of them."),
    )
    steward_id = SelectField(_l("Who looks after the numbers"), choices=[("", _l("Nobody yet"))])


class PointForm(Form):
    """One value of a measure."""

    on = DateField(_l("Day"), validators=[DataRequired()])
    value = LineField(_l("Value"), longest=40, hint=_l("Write * where the group is too small to show."))


class PasteForm(Form):
    """Many values at once: pasted from a sheet, or as CSV."""

    rows = ParagraphField(
        _l("Days and values"),
        longest=100_000,
        required=False,
        hint=_l("One day and one value in each line, as you copy them from a sheet. 2026-09-14 or 9/14/2026."),
    )
    table = FileField(_l("Or a file"), description=_l("CSV with two columns: day and value."))


class MarkForm(Form):
    """What happened on a day."""

    on = DateField(_l("Day"), validators=[DataRequired()])
    text = LineField(_l("What happened"), longest=200)
    cycle = SelectField(_l("The cycle it belongs to"), choices=[("", _l("None of these"))])


class EvidenceForm(FilesForm, PartForm):
    """What was seen, asked or read."""

    kind = SelectField(_l("Kind"), choices=choices(words.EVIDENCE))
    title = LineField(_l("Title"), longest=160)
    body = MarkdownField(
        _l("What it shows"), longest=40_000, required=False, hint=_l("Nothing that tells who a student is.")
    )
    method = LineField(_l("How it was collected"), longest=300, required=False)
    begins_on = DateField(_l("First day"), validators=[Optional()])
    ends_on = DateField(_l("Last day"), validators=[Optional()])
    sample_size = IntegerField(
        _l("How many people or documents"), validators=[Optional(), NumberRange(min=1, max=10**7)]
    )
    small = SelectField(_l("Small groups"), choices=choices(words.SMALL))
    cycle = SelectField(_l("The cycle it belongs to"), choices=[("", _l("None of these"))])


class SectionForm(FilesForm, PartForm):
    """A section of a plan."""

    heading = LineField(_l("Heading"), longest=160)
    body = MarkdownField(_l("Your text"), longest=40_000, required=False)


class CommitmentForm(PartForm):
    """What somebody will do, by when."""

    text = LineField(_l("What will be done"), longest=300)
    owner_id = SelectField(_l("Who does it"), choices=[("", _l("Nobody yet"))])
    due = DateField(_l("By when"), validators=[Optional()])


class KeptForm(Form):
    """How a commitment ended."""

    state = SelectField(
        _l("How it ended"), choices=choices({key: words.COMMITMENT[key] for key in ("done", "dropped")})
    )
    why = LineField(_l("In a sentence"), longest=300, required=False)
    evidence = SelectField(_l("What shows it"), choices=[("", _l("None of these"))])


class EndForm(Form):
    """How it ended, and what was learned."""

    ending = SelectField(
        _l("How it ended"),
        choices=[("finished", _l("Finished: we keep doing it")), ("abandoned", _l("Abandoned: it is not for us"))],
    )
    learned = ParagraphField(_l("What we learned"), longest=4000)


class StatusForm(Form):
    """How far it has come, where the record shows otherwise."""

    status = SelectField(
        _l("How far it has come"),
        choices=choices(
            {key: value for key, value in words.STATUS.items() if key not in {"finished", "abandoned"}},
            _l("As the record shows"),
        ),
    )
    why = LineField(_l("Why you say so"), longest=300, required=False)


class VersionForm(Form):
    """A version to be frozen: what it is for, and what each change goes back to."""

    reason = ParagraphField(_l("What changed, or what this version is for"), longest=500)
    cites = ChoicesField(
        _l("Feedback that this version takes up"),
        description=_l("Whoever suggested it is told what you wrote above, and can read this version."),
    )
    part_1 = LineField(_l("What changed"), longest=160, required=False)
    cause_1 = SelectField(
        _l("Because of"), choices=choices(words.CAUSE, _l("Choose")), default="", validators=[DataRequired()],
        description=_l("A change goes back to something. Name at least one cause; below there is room for more."),
    )  # fmt: skip
    words_1 = LineField(_l("Which, or what was said"), longest=500, required=False)
    part_2 = LineField(_l("What changed"), longest=160, required=False)
    cause_2 = SelectField(_l("Because of"), choices=choices(words.CAUSE, _l("Choose")), default="")
    words_2 = LineField(_l("Which, or what was said"), longest=500, required=False)
    part_3 = LineField(_l("What changed"), longest=160, required=False)
    cause_3 = SelectField(_l("Because of"), choices=choices(words.CAUSE, _l("Choose")), default="")
    words_3 = LineField(_l("Which, or what was said"), longest=500, required=False)
    looked = BooleanField(
        _l("We have looked: no group in this is too small to show"),
        description=_l("Whoever can be told apart in a group of ten or fewer must not be shown to others."),
    )

    def offer(self, offered: Sequence[tuple[str, str]]) -> None:
        """Show what could be taken up: it is a cause, so that no other has to be named."""
        if offered:
            self.cites.choices = list(offered)
            self.cause_1.validators, self.cause_1.flags.required = [Optional()], False
        else:
            del self["cites"]

    def causes(self) -> list[tuple[str, str, str]]:
        """Those that were chosen: (cause, words, part)."""
        rows = ((self[f"cause_{n}"].data, self[f"words_{n}"].data, self[f"part_{n}"].data) for n in (1, 2, 3))
        return [(cause, said or "", part or "") for cause, said, part in rows if cause]
