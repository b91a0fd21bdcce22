"""What artifacts add, on one screen."""

from community.sdk import Kind, Plugin, Tab
from community.sdk import lazy_gettext as _l
from plugins.artifacts import events, policy, routes, samples, search
from plugins.artifacts.models import Artifact, Term
from plugins.artifacts.personal import personal_data
from plugins.artifacts.queries import artifacts, terms

plugin = Plugin(
    name="artifacts",
    title=_l("Artifacts"),
    version="1.0",
    kinds=(
        Kind(
            "artifacts.artifact",
            Artifact,
            _l("Practice artifact"),
            describe=artifacts.describe,
            page="artifacts.show",
            actions=("edit", "share", "moderate", "adopt"),
        ),
        Kind("artifacts.term", Term, _l("Challenge or driver"), describe=terms.describe, labels=policy.term_labels),
    ),
    blueprints=(routes.bp,),
    policy=policy.rules,
    events=(
        events.AdoptionTold,
        events.ArtifactAdopted,
        events.ArtifactBegun,
        events.ArtifactEnded,
        events.HelpAsked,
        events.RecordChanged,
        events.TermChanged,
        events.VersionFrozen,
    ),
    documents=(search.source,),
    slots_offered=("artifacts.actions", "artifacts.below", "artifacts.tools"),
    tabs=(Tab("artifacts.artifacts", _l("Artifacts"), "artifacts.in_space", order=15),),
    deeds={
        "artifact_begun": _l("began an artifact"),
        "artifact_ended": _l("ended an artifact"),
        "artifact_resumed": _l("took an artifact up again"),
        "record_changed": _l("changed an artifact"),
        "version_frozen": _l("froze a version of an artifact"),
    },
    samples=samples.load,
    personal_data=personal_data,
)
