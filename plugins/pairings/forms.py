"""Forms of rounds: text in, values or errors out. No permission, no database; views fill in what can be chosen."""

from typing import Any

from wtforms.validators import DataRequired, NumberRange, Optional

from community.sdk import ChoicesField, DateField, Form, IntegerField, LineField, ParagraphField, SelectField
from community.sdk import lazy_gettext as _l
from plugins.pairings.queries import words

NONE = [("", _l("None of these"))]


def offer(field: Any, pairs: Any) -> None:
    """What a select offers after the choice of none, which holds where nothing was chosen."""
    field.choices = [("", _l("None of these")), *pairs]
    if field.data is None:
        field.data = ""


class RoundForm(Form):
    """What a round is about, and its days."""

    title = LineField(
        _l("What the round is called"), longest=160, hint=_l("For example: Feedback on our plans, fall 2026")
    )
    focus = SelectField(_l("What teams look at"), choices=list(words.FOCUS.items()))
    protocol = SelectField(_l("The protocol"), choices=[])
    partners = IntegerField(
        _l("To how many teams each gives"), validators=[NumberRange(1, 3)],
        description=_l("Each receives from as many. Two is usual."), default=2,
    )  # fmt: skip
    plans_by = DateField(_l("Last day for handing in"), validators=[DataRequired()])
    feedback_by = DateField(_l("Last day for feedback"), validators=[DataRequired()])
    guaranteed_by = DateField(
        _l("By this day every team has feedback"),
        validators=[DataRequired()],
        description=_l("Until then somebody stands in where a team could not."),
    )
    answers_by = DateField(_l("Last day for answers"), validators=[DataRequired()])


class EntryForm(Form):
    """What a team shows in a round."""

    thing = SelectField(_l("What you show"), choices=NONE)
    version = IntegerField(
        _l("Which version"), validators=[Optional(), NumberRange(1, 100_000)],
        description=_l("Empty for the newest. The teams that are paired with you read this version and no other."),
    )  # fmt: skip
    question = ParagraphField(
        _l("Your one focusing question"),
        longest=600,
        hint=_l("What would help you most to hear from another district?"),
    )
    unwanted = ParagraphField(
        _l("What you need no feedback on"), longest=600, required=False, hint=_l("For example what is decided already.")
    )
    context = ParagraphField(_l("What readers should know of your district"), longest=2000, required=False)
    learn_from = SelectField(_l("A district you would like to learn from"), choices=NONE)
    help_to = SelectField(_l("A district you could help"), choices=NONE)


class ReasonForm(Form):
    """A step that wants a reason."""

    reason = ParagraphField(_l("Why"), longest=500)


class OptionalReasonForm(Form):
    """A step that may have a reason."""

    reason = ParagraphField(_l("Why"), longest=500, required=False)


class ConflictForm(Form):
    """A team with which a team cannot be paired."""

    other = SelectField(_l("Which district"), choices=NONE)
    reason = ParagraphField(
        _l("Why, if you want to say it"), longest=500, required=False,
        hint=_l("Only those who facilitate can read this. The other district never learns of it."),
    )  # fmt: skip
    until = DateField(_l("Until when"), validators=[Optional()], description=_l("Empty: until you take it back."))


class OwnWordsForm(Form):
    """What a team says of itself."""

    challenge = ParagraphField(_l("What you work on"), longest=1500, required=False)
    strengths = ParagraphField(_l("What you are good at"), longest=1500, required=False)
    looks_for = ParagraphField(_l("What you look for"), longest=1500, required=False)
    helps_with = ParagraphField(_l("What you can help others with"), longest=1500, required=False)
    stage = SelectField(_l("How far your work is"), choices=list(words.STAGES.items()), coerce=int)


class WishesForm(Form):
    """What staff wish of a proposal: how much each factor counts, 0 to 4."""

    focus = IntegerField(words.FACTORS["focus"], validators=[NumberRange(0, 4)])
    size = IntegerField(words.FACTORS["size"], validators=[NumberRange(0, 4)])
    students = IntegerField(words.FACTORS["students"], validators=[NumberRange(0, 4)])
    grades = IntegerField(words.FACTORS["grades"], validators=[NumberRange(0, 4)])
    stage = IntegerField(words.FACTORS["stage"], validators=[NumberRange(0, 4)])
    different = ChoicesField(
        _l("In these, partners should differ"), choices=list(words.FACTORS.items()),
        description=_l("A rural district may want to meet a city once a year."),
    )  # fmt: skip
    reciprocity = SelectField(_l("Pairs both ways"), choices=list(words.RECIPROCITY.items()))
    floor_share = IntegerField(
        _l("How much the weakest pair counts, in percent"), validators=[NumberRange(0, 100)],
        description=_l("100: no pair is weaker than it must be. 0: only the sum of all counts."),
    )  # fmt: skip
    seed = IntegerField(
        _l("Number of the draw"), validators=[NumberRange(0, 1_000_000)],
        description=_l("Another number gives another answer among equally good ones."),
    )  # fmt: skip


class RuleForm(Form):
    """A pin or a veto for one pair."""

    kind = SelectField(
        _l("What must hold"), choices=[("pin", _l("This pair must be")), ("veto", _l("This pair must not be"))]
    )
    giver = SelectField(_l("Gives"), choices=[])
    receiver = SelectField(_l("Receives"), choices=[])
    reason = LineField(_l("Why"), longest=300, required=False)


class SwapForm(Form):
    """Two pairs that change their receivers."""

    first = SelectField(_l("This pair"), choices=[])
    second = SelectField(_l("and this one"), choices=[])


class WhyForm(Form):
    """Two teams to ask about."""

    giver = SelectField(_l("Gives"), choices=[])
    receiver = SelectField(_l("Receives"), choices=[])


class StandInForm(Form):
    """Who takes over what is overdue."""

    person = SelectField(_l("Who stands in"), choices=[])
    reason = ParagraphField(_l("Why"), longest=500, hint=_l("Both teams read this."))


class ExtendForm(Form):
    """Another last day."""

    due = DateField(_l("The new last day"), validators=[DataRequired()])
    reason = LineField(_l("Why"), longest=300, required=False)


class QuestionForm(Form):
    """The one clarifying question."""

    question = ParagraphField(
        _l("Your question"), longest=1000, hint=_l("About facts that you need; advice comes later.")
    )


class ExplainForm(Form):
    """Its answer."""

    answer = ParagraphField(_l("Your answer"), longest=2000)


class BecameForm(Form):
    """What came of a suggestion."""

    became = ParagraphField(
        _l("What came of it"), longest=2000, hint=_l("One sentence is enough. They will be glad of it.")
    )
    version = SelectField(_l("The version in which it can be seen"), choices=[], coerce=int)


class TeamForm(Form):
    """A team that joins a round later."""

    team = SelectField(_l("Which team"), choices=[])


class PlainForm(Form):
    """Only the token: for forms whose fields a page makes."""
