"""What artifacts add, on one screen."""

from community.sdk import Kind, NavigationItem, Notice, Parent, Plugin, Point, Ref, Seen, Setting, Tab
from community.sdk import lazy_gettext as _l
from plugins.artifacts import events, policy, routes, samples, search, slots
from plugins.artifacts.models import Adoption, Artifact, Term
from plugins.artifacts.personal import personal_data
from plugins.artifacts.queries import adoptions, artifacts, causes, followers, terms

ARTIFACT, ADOPTION = "artifacts.artifact", "artifacts.adoption"

plugin = Plugin(
    name="artifacts",
    title=_l("Artifacts"),
    version="1.0",
    kinds=(
        Kind(
            ARTIFACT,
            Artifact,
            _l("Practice artifact"),
            describe=artifacts.describe,
            page="artifacts.show",
            actions=("edit", "share", "moderate", "adopt"),
        ),
        Kind(
            ADOPTION,
            Adoption,
            _l("Adoption"),
            describe=adoptions.describe,
            labels=policy.adoption_labels,
            parent=Parent(ARTIFACT, Adoption.artifact_id),
            actions=("edit", "moderate"),
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
        events.ArtifactRead,
        events.RecordChanged,
        events.TermChanged,
        events.VersionFrozen,
    ),
    documents=(search.source,),
    notices=(
        Notice(
            "artifacts.adopted",
            events.ArtifactAdopted,
            about=lambda stored: Ref(ADOPTION, stored.event.adoption_id),
            to=lambda stored: followers.of_artifact(stored.event.artifact_id),
            thing=lambda stored: Ref(ARTIFACT, stored.event.artifact_id),
            title=_l("A team took up your artifact"),
            words=_l("%(who)s took up “%(title)s” for their team"),
        ),
        Notice(
            "artifacts.adoption_told",
            events.AdoptionTold,
            about=lambda stored: Ref(ADOPTION, stored.event.adoption_id),
            to=lambda stored: followers.of_artifact(stored.event.artifact_id),
            thing=lambda stored: Ref(ARTIFACT, stored.event.artifact_id),
            title=_l("What came of an artifact elsewhere"),
            words=_l("%(who)s said what came of “%(title)s” with them"),
            urgent=False,
        ),
        Notice(
            "artifacts.version_frozen",
            events.VersionFrozen,
            about=lambda stored: Ref(ARTIFACT, stored.event.artifact_id),
            to=lambda stored: followers.watching(stored.event.artifact_id),
            thing=lambda stored: Ref(ARTIFACT, stored.event.artifact_id),
            title=_l("New version of an artifact"),
            words=_l("%(who)s saved a version of “%(title)s”"),
            urgent=False,
        ),
    ),
    seen=(
        Seen(events.ArtifactRead, ARTIFACT, ids=lambda stored: artifacts.itself(stored.event.artifact_id)),
        Seen(events.ArtifactRead, ADOPTION, ids=lambda stored: adoptions.its_adoptions(stored.event.artifact_id)),
    ),
    owes=(slots.owed,),
    settings=(
        Setting(
            "public_pages",
            False,
            _l("Pages for everybody"),
            _l("Teams may show a version of an artifact on a page that needs no account, without names of people."),
        ),
    ),
    navigation=(
        NavigationItem(_l("Change ideas"), "artifacts.ideas", "", order=25),
        NavigationItem(_l("Challenges and drivers"), "artifacts.terms", "artifacts.keep_terms", order=56),
    ),
    points=(Point(causes.POINT, causes.CauseSource),),
    slots_offered=("artifacts.actions", "artifacts.below", "artifacts.editing", "artifacts.tools"),
    tabs=(Tab("artifacts.artifacts", _l("Artifacts"), "artifacts.in_space", order=15),),
    deeds={
        "adoption_told": _l("said what came of an artifact that their team took up"),
        "artifact_adopted": _l("took up an artifact for their team"),
        "artifact_begun": _l("began an artifact"),
        "artifact_ended": _l("ended an artifact"),
        "artifact_resumed": _l("took an artifact up again"),
        "page_shown": _l("showed an artifact to everybody"),
        "page_taken_back": _l("took the public page of an artifact back"),
        "record_changed": _l("changed an artifact"),
        "term_added": _l("added a challenge or driver"),
        "term_offered": _l("offered a challenge or driver again"),
        "term_retired": _l("retired a challenge or driver"),
        "term_reworded": _l("reworded a challenge or driver"),
        "version_frozen": _l("froze a version of an artifact"),
    },
    samples=samples.load,
    personal_data=personal_data,
)
