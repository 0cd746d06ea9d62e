"""A picture inside a mail, beside the HTML that shows it: nothing is loaded, so it shows where remote pictures are blocked."""

from email.message import Message
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart


class PicturedMail(EmailMultiAlternatives):
    """A mail whose HTML part comes with the picture it names by `cid:`: a multipart/related (RFC 2387) in the place of that part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without one."""
        super().__init__(*args, **kwargs)
        self._picture: MIMEBase | None = None

    def show(self, content: bytes, *, content_type: str, content_id: str, filename: str) -> None:
        """Put a picture beside the HTML, which may show it as `cid:<content_id>`."""
        self._picture = MIMEImage(content, _subtype=content_type.partition("/")[2])
        self._picture.add_header("Content-ID", f"<{content_id}>")
        self._picture.add_header("Content-Disposition", "inline", filename=filename)

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """The mail as the server gets it."""
        made = super().message(*args, **kwargs)
        if self._picture is not None:
            _wrap_html(made, self._picture)
        return made


def _wrap_html(whole: Message, picture: MIMEBase) -> None:
    for part in whole.walk():
        if part.get_content_type() == "multipart/alternative":
            pieces: Any = part.get_payload()
            place = next(index for index, each in enumerate(pieces) if each.get_content_type() == "text/html")
            together = SafeMIMEMultipart("related", type="text/html")
            together.attach(pieces[place])
            together.attach(picture)
            pieces[place] = together
            return
