"""What the values of a record are called, for forms, pages and exports. Pure: lazy messages only."""

from collections.abc import Mapping
from typing import Any

from community.sdk import lazy_gettext as _l

FORM: Mapping[str, Any] = {"practice": _l("Practice artifact"), "plan": _l("Improvement plan")}
LANGUAGE: Mapping[str, Any] = {"en": _l("English"), "es": _l("Spanish")}
STATUS: Mapping[str, Any] = {
    "begun": _l("Begun"),
    "aimed": _l("Aim set"),
    "drawn": _l("Ideas drawn up"),
    "testing": _l("Testing a change"),
    "studied": _l("A cycle studied"),
    "evidenced": _l("Evidence attached"),
    "finished": _l("Finished"),
    "abandoned": _l("Abandoned, and what we learned"),
}
NODE: Mapping[str, Any] = {
    "primary": _l("Primary driver"),
    "secondary": _l("Secondary driver"),
    "idea": _l("Change idea"),
}
STATE: Mapping[str, Any] = {"plan": _l("Plan"), "do": _l("Do"), "study": _l("Study"), "done": _l("Studied")}
ANSWER: Mapping[str, Any] = {
    "as predicted": _l("It went as we predicted"),
    "partly": _l("It went partly as we predicted"),
    "not": _l("It did not go as we predicted"),
}
ACT: Mapping[str, Any] = {
    "adopt": _l("Adopt: keep doing it"),
    "adapt": _l("Adapt: change it and test again"),
    "abandon": _l("Abandon: stop, and say why"),
}
MEASURE: Mapping[str, Any] = {
    "outcome": _l("Outcome: what is to be better"),
    "process": _l("Process: whether we do what we planned"),
    "balancing": _l("Balancing: what must not get worse"),
}
BETTER: Mapping[str, Any] = {"up": _l("Higher is better"), "down": _l("Lower is better")}
EVIDENCE: Mapping[str, Any] = {
    "survey": _l("Survey"),
    "observation": _l("Observation"),
    "interview": _l("Interview"),
    "document": _l("Document"),
}
SMALL: Mapping[str, Any] = {
    "unchecked": _l("Nobody has checked for small groups yet"),
    "none": _l("Checked: no group is small enough to tell who is meant"),
    "left out": _l("Checked: small groups were left out"),
}
CAUSE: Mapping[str, Any] = {
    "feedback": _l("Feedback from others"),
    "evidence": _l("Evidence of ours"),
    "meeting": _l("A meeting"),
    "own": _l("Our own judgment"),
}
TERM: Mapping[str, Any] = {"challenge": _l("Challenge"), "driver": _l("Driver")}
IN_USE: Mapping[str, Any] = {"yes": _l("Still in use"), "no": _l("No longer in use")}
COMMITMENT: Mapping[str, Any] = {"open": _l("Still open"), "done": _l("Done"), "dropped": _l("Dropped")}
HEADING: Mapping[str, Any] = {
    "status": _l("How far it has come"),
    "challenge": _l("Challenge"),
    "commitments": _l("Commitments"),
    "drivers": _l("What drives it, and what we try"),
    "days": _l("When"),
    "state": _l("State"),
    "kind": _l("Kind"),
    "steward": _l("Looks after the numbers"),
    "day": _l("Day"),
    "value": _l("Value"),
    "size": _l("How many"),
    "small": _l("Small groups"),
}
FIELD: Mapping[str, Any] = {
    "title": _l("Title"),
    "aim": _l("Aim"),
    "amount": _l("How much"),
    "group": _l("For whom"),
    "by": _l("By when"),
    "context": _l("Context"),
    "heading": _l("Heading"),
    "section": _l("Section"),
    "commitment": _l("Commitment"),
    "commitment open": _l("Commitment taken up again"),
    "commitment done": _l("Commitment kept"),
    "commitment dropped": _l("Commitment dropped"),
    **NODE,
    "cycle": _l("Cycle"),
    "question": _l("Question"),
    "plan": _l("Plan"),
    "prediction": _l("Prediction"),
    "did": _l("What happened"),
    "answer": _l("Our prediction"),
    "studied": _l("What we learned"),
    "act": _l("What we do now"),
    "next": _l("What is next"),
    "measure": _l("Measure"),
    "definition": _l("How exactly"),
    "goal": _l("Goal"),
    "values": _l("Values"),
    "marks": _l("Marked changes"),
    "evidence": _l("Evidence"),
    "method": _l("How it was collected"),
    "shows": _l("What it shows"),
    "reflection": _l("Reflection"),
    "learned": _l("What we learned"),
}
