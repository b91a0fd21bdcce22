"""Forms of a space's house rules, of tags, of uses and of collections. No permission, no database."""

from community.sdk import BooleanField, Form, LineField, ParagraphField, SelectField
from community.sdk import lazy_gettext as _l
from plugins.resources.queries import licences


class HouseForm(Form):
    """How a space wants its resources."""

    review = BooleanField(
        _l("Somebody reviews what is added before others see it"),
        description=_l(
            "Moderators of this space review files, links and texts. What they add themselves is published at once, "
            "and so are changes to what is said about a resource: title, summary, license, tags."
        ),
    )
    links = BooleanField(
        _l("Resources may be shared by a link"),
        description=_l("Whoever has the link can read that one version, without an account, until the link ends."),
    )
    licence = SelectField(_l("License that is offered first"), choices=licences.CHOICES)


class TagForm(Form):
    """A tag in both languages."""

    name_en = LineField(_l("In English"), longest=60)
    name_es = LineField(_l("In Spanish"), longest=60)


class CollectionForm(Form):
    """What a collection is called and what it is for."""

    title = LineField(_l("Title"), longest=160, hint=_l("For example: First weeks with new teachers."))
    summary = ParagraphField(_l("What it is for"), longest=1000, required=False)


class CollectForm(Form):
    """Into which collection a resource goes, and why; its choices come from what the reader may fill."""

    collection = SelectField(_l("Collection"))
    note = LineField(
        _l("Why it is there"),
        longest=300,
        required=False,
        hint=_l("One sentence for those who look through the collection."),
    )


class UseForm(Form):
    """How a team uses a resource."""

    note = ParagraphField(
        _l("How do you use it?"), longest=500, required=False, hint=_l("One sentence helps others more than a number.")
    )
