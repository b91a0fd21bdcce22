"""Forms of organizations: what staff write by hand, and what readers look for. No permission, no database."""

from typing import Any

from wtforms.validators import InputRequired

from community.people.words import ORGANIZATIONS
from community.web.forms import Form, LineField, SelectField
from community.web.i18n import lazy_gettext as _l

HAND_MADE = ("district", "partner", "county_office", "network")


class OrganizationForm(Form):
    """A district or another organization, as staff write it down."""

    name = LineField(_l("Name"), longest=160)
    kind = SelectField(
        _l("Kind"), choices=[(kind, ORGANIZATIONS[kind]) for kind in HAND_MADE], validators=[InputRequired()]
    )
    short_name = LineField(
        _l("Short name"), longest=60, required=False, hint=_l("For narrow places and for the address of its teams.")
    )
    county = LineField(_l("County"), longest=60, required=False)
    email_domain = LineField(
        _l("Mail domain"),
        longest=120,
        required=False,
        hint=_l("Team leads may invite addresses of this domain, such as schools.example."),
    )

    @classmethod
    def of(cls, organization: Any) -> "OrganizationForm":
        """The form, filled with an organization where nothing was sent."""
        return cls(obj=organization)
