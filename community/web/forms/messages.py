"""What forms say when something does not fit: our words for each message of the form library.

A test holds this list to the library's own, so that no English message of it reaches a Spanish page.
"""

from collections.abc import Callable

from community.web.i18n import lazy_gettext as _l
from community.web.i18n import ngettext, translations

_ONE: dict[str, str] = {
    "This field is required.": _l("Please fill this in."),
    "Invalid input.": _l("This does not have the form that is needed here."),
    "Invalid email address.": _l("Write an e-mail address, such as name@district.org."),
    "Invalid IP address.": _l("This is not an IP address."),
    "Invalid Mac address.": _l("This is not a MAC address."),
    "Invalid URL.": _l("Write a web address that begins with https://."),
    "Invalid UUID.": _l("This is not an identifier."),
    "Invalid field name '%s'.": _l("The field %(name)s is missing.", name="%s"),
    "Field must be equal to %(other_name)s.": _l("Both entries must be the same."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Use between %(min)d and %(max)d characters."),
    "Number must be at least %(min)s.": _l("Use %(min)s or more."),
    "Number must be at most %(max)s.": _l("Use %(max)s or less."),
    "Number must be between %(min)s and %(max)s.": _l("Use a number from %(min)s to %(max)s."),
    "Date must be at least %(min)s.": _l("Use %(min)s or a later day."),
    "Date must be at most %(max)s.": _l("Use %(max)s or an earlier day."),
    "Date must be between %(min)s and %(max)s.": _l("Use a day from %(min)s to %(max)s."),
    "Invalid value, must be one of: %(values)s.": _l("Use one of these: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": _l("Use none of these: %(values)s."),
    "This field cannot be edited.": _l("This cannot be changed here."),
    "This field is disabled and cannot have a value.": _l("This cannot be changed here."),
    "Invalid CSRF Token.": _l("This page was open for too long. Load it again."),
    "CSRF token missing.": _l("This page was open for too long. Load it again."),
    "CSRF failed.": _l("This page was open for too long. Load it again."),
    "CSRF token expired.": _l("This page was open for too long. Load it again."),
    "Invalid Choice: could not coerce.": _l("Choose one from the list."),
    "Choices cannot be None.": _l("There is nothing to choose from."),
    "Not a valid choice.": _l("Choose one from the list."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Choose from the list."),
    "Not a valid datetime value.": _l("Write a day and a time, such as 2027-03-31 14:30."),
    "Not a valid date value.": _l("Write a day, such as 2027-03-31."),
    "Not a valid time value.": _l("Write a time, such as 14:30."),
    "Not a valid week value.": _l("Write a week, such as 2027-W13."),
    "Not a valid integer value.": _l("Write a whole number."),
    "Not a valid decimal value.": _l("Write a number."),
    "Not a valid float value.": _l("Write a number."),
    "File does not have an approved extension: {extensions}": _l("Use a file of one of these kinds: {extensions}."),
    "File does not have an approved extension.": _l("A file of this kind cannot be used here."),
}

# The library fills %(min)d and %(max)d in afterwards, so ours leave them in place.
_MANY: dict[str, Callable[[int], str]] = {
    "Field must be at least %(min)d character long.": lambda n: ngettext(
        "Use at least %(min)s character.", "Use at least %(min)s characters.", n, min="%(min)d"
    ),
    "Field cannot be longer than %(max)d character.": lambda n: ngettext(
        "Use at most %(max)s character.", "Use at most %(max)s characters.", n, max="%(max)d"
    ),
    "Field must be exactly %(max)d character long.": lambda n: ngettext(
        "Use exactly %(max)s character.", "Use exactly %(max)s characters.", n, max="%(max)d"
    ),
    "'%(value)s' is not a valid choice for this field.": lambda n: ngettext(
        "%(value)s is not in the list.", "%(value)s are not in the list.", n, value="%(value)s"
    ),
}


class Words:
    """The form library's messages, in our words and the reader's language."""

    def gettext(self, message: str) -> str:
        """One message; one of our own that a form passes through is translated as it is."""
        ours = _ONE.get(message)
        return str(ours) if ours is not None else str(translations().ugettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form that fits `n`."""
        ours = _MANY.get(singular)
        if ours is not None:
            return ours(n)
        return str(translations().ungettext(singular, plural, n))
