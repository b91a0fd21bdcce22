"""A form for a text with files that travel with it, where no script sends them ahead; the text names them last."""

from werkzeug.datastructures import FileStorage
from wtforms import Field

from community.access import Actor
from community.errors import Invalid
from community.files.service import Received, receive
from community.files.taking import LONGEST_ALT
from community.web.forms import Form, LineField, MultipleFileField
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l


class FilesForm(Form):
    """A form with a `body` in Markdown, a macro `composer`, and files."""

    body: Field
    files = MultipleFileField(_l("Files"))
    files_alt = LineField(_l("What the pictures show"), longest=LONGEST_ALT, required=False)

    def passes(self, actor: Actor) -> bool:
        """Whether it was sent and is right, with its files received.

        Slow, so never inside a unit of work. What was received stands in the body also where the form comes back:
        nobody brings a file twice. Raises Forbidden, NotFound, TooMany.
        """
        right = self.validate_on_submit()
        if self.is_submitted():
            for upload in self.files.data or ():
                self._take(actor, upload)
        return bool(right) and not self.files.errors

    def _take(self, actor: Actor, upload: FileStorage) -> None:
        name, alt = upload.filename or "", self.files_alt.data or ""
        try:
            taken = receive(actor, upload.stream, name, purpose="attachment", alt=alt)
        except Invalid as error:
            self._refuse(f"{name}: {' '.join(str(words) for words in error.errors.values())}")
            return
        self.body.data = f"{self.body.data or ''}\n\n{_named(taken, alt)}"
        if taken.image and not alt:
            self._refuse(_("Say what the picture shows: write it between the square brackets at the end of your text."))

    def _refuse(self, words: str) -> None:
        self.files.errors = [*self.files.errors, words]


def _named(taken: Received, alt: str) -> str:
    words = (alt if taken.image else taken.name).translate({ord(mark): None for mark in "[]\\"})
    return f"{'!' if taken.image else ''}[{words}](/files/{taken.public_id})"
