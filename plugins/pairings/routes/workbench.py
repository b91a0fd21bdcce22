"""The workbench of a round: proposals, wishes, pins and vetoes, swaps, two side by side, publishing, repair."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, Invalid, NotFound, clean_line, current_actor, page, space_by_pk
from community.sdk import gettext as _
from plugins.pairings.forms import OptionalReasonForm, RuleForm, SwapForm, WhyForm, WishesForm
from plugins.pairings.matching import Pair
from plugins.pairings.queries import cuts, words
from plugins.pairings.queries import rounds as queries
from plugins.pairings.queries import workbench as shown
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import proposing, publishing, repairing
from plugins.pairings.service.proposing import Wanted


def _typed(number: str) -> int:
    """The number of a proposal in an address. Raises NotFound."""
    if number.isascii() and number.isdigit() and len(number) < 7:
        return int(number)
    raise NotFound


def _there(public_id: str, **more: Any) -> str:
    return url_for("pairings.workbench", public_id=public_id, **more)


@bp.get("/rounds/<public_id>/workbench")
def workbench(public_id: str) -> Response:
    """The newest proposal, or the one that is asked for; with `with`, another beside it."""
    actor = current_actor()
    found = queries.round_to(actor, "steer", public_id)
    bench = shown.bench(actor, found, request.args.get("number", ""), request.args.get("with", ""))
    rule, swap, why = RuleForm(formdata=None), SwapForm(formdata=None), WhyForm(formdata=None)
    for form in (rule, why):
        form.giver.choices = form.receiver.choices = [(one.slug, one.name) for one in bench.teams]
    swap.first.choices = swap.second.choices = bench.choices
    return page(
        "pairings/workbench.html", space=space_by_pk(actor, found.space_id), round=found, bench=bench, words=words,
        wishes=_wishes(found.wishes), rule_form=rule, swap_form=swap, why_form=why,
        reason_form=OptionalReasonForm(formdata=None),
    )  # fmt: skip


def _wishes(stood: dict[str, Any]) -> WishesForm:
    weights = stood.get("weights", {})
    share = round(100 * float(stood.get("floor_share", 1.0)))
    rest = {name: stood[name] for name in ("different", "reciprocity", "seed") if name in stood}
    return WishesForm(formdata=None, data=weights | rest | {"floor_share": share, "seed": rest.get("seed", 0)})


@bp.post("/rounds/<public_id>/propose")
def propose(public_id: str) -> Response:
    """Let the engine propose."""
    actor = current_actor()
    queries.round_to(actor, "steer", public_id)
    form = WishesForm()
    if not form.validate():
        return did(lambda: _refuse(form), _there(public_id))
    weights = {name: getattr(form, name).data for name in words.FACTORS}
    wanted = Wanted(
        weights,
        form.different.data or (),
        form.reciprocity.data,
        (form.floor_share.data or 0) / 100,
        form.seed.data or 0,
    )
    return did(lambda: proposing.propose(actor, public_id, wanted), _there(public_id), _("Here is a new proposal."))


def _refuse(form: WishesForm) -> None:
    raise Invalid({name: ", ".join(map(str, errors)) for name, errors in form.errors.items()})


@bp.post("/rounds/<public_id>/rules")
def set_rule(public_id: str) -> Response:
    """Pin or veto a pair."""
    actor = current_actor()
    pair = request.form.get("giver", ""), request.form.get("receiver", "")
    kind, reason = request.form.get("kind", ""), clean_line(request.form.get("reason", ""))[:300]
    return did(
        lambda: proposing.rule(actor, public_id, (kind, pair), reason),
        _there(public_id),
        _("Noted. It counts in the next proposal."),
    )


@bp.post("/rounds/<public_id>/rules/<rule_id>/lift")
def lift_rule(public_id: str, rule_id: str) -> Response:
    """Take a pin or a veto back."""
    actor = current_actor()
    return did(lambda: proposing.lift(actor, public_id, rule_id), _there(public_id), _("Taken back."))


@bp.post("/rounds/<public_id>/proposals/<number>/swap")
def swap(public_id: str, number: str) -> Response:
    """Swap the receivers of two pairs."""
    actor = current_actor()
    pairs = _pair(request.form.get("first", "")), _pair(request.form.get("second", ""))
    return did(
        lambda: proposing.swap(actor, public_id, _typed(number), pairs),
        _there(public_id),
        _("Here is the changed proposal."),
    )


def _pair(said: str) -> Pair:
    giver, _arrow, receiver = said.partition(">")
    return giver, receiver


@bp.get("/rounds/<public_id>/proposals/<number>/why")
def why(public_id: str, number: str) -> Response:
    """Why a pair is there, or why it is not, and what it would cost to have it otherwise."""
    actor = current_actor()
    found = queries.round_to(actor, "steer", public_id)
    pair = request.args.get("giver", ""), request.args.get("receiver", "")
    if not all(pair):
        return redirect(_there(public_id, number=number), 303)
    told = shown.reasons(found, _typed(number), pair)
    try:
        what, lost, moved = proposing.price(actor, public_id, _typed(number), pair)
        refused = ""
    except (Conflict, Invalid) as error:
        what, lost, moved, refused = "", 0.0, 0, str(error)
    return page(
        "pairings/why.html", space=space_by_pk(actor, found.space_id), round=found, number=number, pair=pair,
        reasons=told, names=cuts.names(pair), what=what, lost=lost, moved=moved, refused=refused, words=words,
    )  # fmt: skip


@bp.post("/rounds/<public_id>/proposals/<number>/publish")
def publish_pairs(public_id: str, number: str) -> Response:
    """Publish a proposal."""
    actor = current_actor()
    reason = clean_line(request.form.get("reason", ""))[:500]
    return did(
        lambda: publishing.publish_pairs(actor, public_id, _typed(number), reason),
        _there(public_id, number=number), _("The pairs are published, and the teams are told."),
        on=url_for("pairings.round", public_id=public_id),
    )  # fmt: skip


@bp.post("/rounds/<public_id>/repair")
def propose_repair(public_id: str) -> Response:
    """Propose the fewest changes that give everybody their partners."""
    actor = current_actor()
    back = url_for("pairings.round", public_id=public_id)
    try:
        proposal = repairing.propose(actor, public_id)
    except Conflict as error:
        flash(str(error), "warning")
        return redirect(back, 303)
    return redirect(url_for("pairings.repair", public_id=public_id, number=proposal.number), 303)


@bp.route("/rounds/<public_id>/repair/<number>", methods=["GET", "POST"])
def repair(public_id: str, number: str) -> Response:
    """What a repair would change, and making it so."""
    actor = current_actor()
    found = queries.round_to(actor, "steer", public_id)
    proposal = queries.proposal(found, _typed(number))
    if proposal.how != "repair":
        raise NotFound
    change = repairing.difference(proposal)
    form, concerned = OptionalReasonForm(), [name for pair in (*change.new, *change.gone) for name in pair]
    return asked(
        Asking(
            form, _("Repair the pairs"), lambda: _accept(public_id, _typed(number), form),
            url_for("pairings.round", public_id=public_id), kicker=found.title, button=_("Make these changes"),
            space=space_by_pk(actor, found.space_id), template="pairings/repair.html",
            done=_("The pairs are repaired."), more={"change": change, "names": cuts.names(concerned)},
        )
    )  # fmt: skip


def _accept(public_id: str, number: int, form: OptionalReasonForm) -> None:
    repairing.accept(current_actor(), public_id, number, form.reason.data or "")
