"""What is written for a pairing: a draft by several hands, the feedback, its suggestions, and what became of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Json, now


class Wording(Base):
    """A part of a draft as somebody saved it. The newest counts; the others stay, so that nobody's words are lost."""

    __tablename__ = "pairings_wording"
    __table_args__ = (UniqueConstraint("pairing_id", "part", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings_pairing.id"))
    part: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Feedback(Identified, InSpace, Authored, Base):
    """What a team gives, at home in its own space, and shared with the partnership's when it is sent.

    `version` is 0 while it is a draft, 1 when it was sent. `parts`: a list of {name, title, text, html}.
    """

    __tablename__ = "pairings_feedback"

    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings_pairing.id"), unique=True)
    version: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(8), default="en")
    parts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    renderer: Mapped[str] = mapped_column(String(8), default="")
    given_at: Mapped[datetime | None]


class Suggestion(Identified, Base):
    """One thing that the giving team suggests, for the receiving team to decide on."""

    __tablename__ = "pairings_suggestion"
    __table_args__ = (UniqueConstraint("feedback_id", "position"),)

    feedback_id: Mapped[int] = mapped_column(ForeignKey("pairings_feedback.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")


class Response(Identified, InSpace, Authored, Base):
    """What the receiving team answers, at home in its own space, and shared with the partnership's when it is sent.

    `state`: see states.RESPONSE. `helped`: words of queries.words.HELPED, what helped them.
    """

    __tablename__ = "pairings_response"

    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings_pairing.id"), unique=True)
    version: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="none")
    thanks: Mapped[str] = mapped_column(Text, default="")
    helped: Mapped[list[str]] = mapped_column(Json)
    sent_at: Mapped[datetime | None]


class Decision(Base):
    """What the receiving team does with a suggestion. `choice`: "now", "adapt", "later" or "no".

    `version`: the version of what they had shown in which it can be seen, 0 where it cannot yet; `became`: in words.
    """

    __tablename__ = "pairings_decision"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("pairings_suggestion.id"), primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("pairings_response.id"), index=True)
    choice: Mapped[str] = mapped_column(String(6), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=0)
    became: Mapped[str] = mapped_column(Text, default="")
    became_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
