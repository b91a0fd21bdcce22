"""What roles are called, for people. Keys are what the tables hold; the words follow the reader's language."""

from community.web.i18n import lazy_gettext as _l

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
