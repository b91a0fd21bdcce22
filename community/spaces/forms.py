"""Forms of spaces: sharing a version, entering a team's space. No permission, no database."""

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from community.web.forms import DateField, Form
from community.web.i18n import lazy_gettext as _l


class ShareForm(Form):
    """Which version goes to which space, until when, and why."""

    space = SelectField(_l("Share with"), validators=[InputRequired()])
    version = IntegerField(_l("Version"), validators=[InputRequired(), NumberRange(min=1)])
    ends_on = DateField(_l("Until"), description=_l("Leave empty for no end."), validators=[Optional()])
    note = StringField(_l("A word to them"), validators=[Length(max=500)])


class EnterForm(Form):
    """Why staff enter, and for how long."""

    reason = StringField(_l("Why do you enter?"), validators=[InputRequired(), Length(max=300)])
    hours = IntegerField(_l("For how many hours"), default=1, validators=[InputRequired(), NumberRange(min=1, max=24)])
