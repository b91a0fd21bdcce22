"""What roles are called, for people. Keys are what the tables hold; the words follow the reader's language."""

from community.web.i18n import lazy_gettext as _l

NOT_ONESELF = _l("Nobody lets themselves in. Ask somebody else who may.")

TEAM_ROLES = {
    "central_office": _l("Central office"),
    "site": _l("School site"),
    "classroom": _l("Classroom"),
}
ROLES = {
    "facilitator": _l("Facilitator"),
    "moderator": _l("Moderator"),
    "expert": _l("Outside expert"),
    "staff": _l("Network staff"),
    "administrator": _l("Network administrator"),
}
PHASES = {
    "launch": _l("Launch"),
    "year1": _l("Year 1"),
    "year2": _l("Year 2"),
    "year3": _l("Year 3"),
}
ORGANIZATIONS = {
    "district": _l("School district"),
    "county_office": _l("County office of education"),
    "partner": _l("Partner organization"),
    "network": _l("Network office"),
}
