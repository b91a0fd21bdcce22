"""What is said of states, focuses and decisions, in the reader's language. No database."""

from community.sdk import lazy_gettext as _l

FOCUS = {
    "planning": _l("Planning: is the plan in tune with its aim?"),
    "implementation": _l("Implementation: is it being done as planned, and what gets in the way?"),
    "evidence": _l("Evidence: what do the numbers and voices show?"),
}
FOCUS_SHORT = {"planning": _l("Planning"), "implementation": _l("Implementation"), "evidence": _l("Evidence")}
ROUND = {
    "draft": _l("In preparation"),
    "collecting": _l("Teams hand in"),
    "frozen": _l("Handing in is over"),
    "proposed": _l("Pairs are proposed"),
    "published": _l("Pairs are published"),
    "open": _l("Teams give feedback"),
    "responding": _l("Teams answer"),
    "closed": _l("Closed"),
    "archived": _l("Archived"),
    "cancelled": _l("Called off"),
}
ENTRY = {
    "invited": _l("Has not answered yet"),
    "in": _l("Takes part, nothing handed in yet"),
    "out": _l("Does not take part"),
    "submitted": _l("Has handed in"),
    "missing": _l("Nothing handed in by the last day"),
    "withdrawn": _l("Withdrew"),
}
PAIRING = {
    "planned": _l("Planned"),
    "active": _l("Not begun"),
    "drafting": _l("Being written"),
    "overdue": _l("Overdue"),
    "given": _l("Given"),
    "read": _l("Opened"),
    "answered": _l("Answered"),
    "closed": _l("Closed"),
    "released": _l("Released"),
    "waived": _l("Let go"),
    "replaced": _l("Taken over by somebody else"),
}
TONES = {
    "overdue": "warm", "missing": "warm", "withdrawn": "", "out": "", "released": "", "waived": "", "replaced": "",
    "given": "success", "read": "success", "answered": "success", "closed": "success", "submitted": "success",
}  # fmt: skip
CHOICES = {
    "now": _l("We use it now"),
    "adapt": _l("We adapt it"),
    "later": _l("Not now, we keep it"),
    "no": _l("Not for us"),
}
HELPED = {
    "specific": _l("It was specific"),
    "question": _l("It was about our question"),
    "experience": _l("It came from their own experience"),
    "example": _l("It gave an example"),
}
FACTORS = {
    "focus": _l("Focus"),
    "size": _l("Size"),
    "students": _l("Students"),
    "grades": _l("Grades"),
    "stage": _l("Stage of the work"),
}
STAGES = {
    0: _l("We would rather not say"),
    1: _l("We are looking for what our problem is"),
    2: _l("We have an aim and first ideas"),
    3: _l("We test changes"),
    4: _l("We spread what worked"),
    5: _l("It holds without us"),
}
RECIPROCITY = {
    "welcome": _l("Both ways is welcome"),
    "mixed": _l("Some both ways, some not"),
    "chains": _l("Never both ways"),
}
FLAGS = {
    "pinned": _l("pinned"),
    "kept": _l("kept"),
    "new": _l("new"),
    "mutual": _l("both ways"),
    "joins": _l("joins two groups"),
    "edited": _l("set by hand"),
    "wished": _l("a team asked for it"),
}
LANGUAGE = {"en": _l("English"), "es": _l("Spanish")}
