"""Instruments of authority: the list, entering one, delegating a part, revoking.

Nothing is saved before a page has shown which open dossiers change hands: the form is sent once to be
looked at (``go=look``), once to be changed (``go=change``) and once to be saved (``go=save``).
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.authority import Kind, check_passing_on, check_revocation
from motcua.domain.refusal import Conflict, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers.competence import decided_since, hands
from motcua.people import access, instruments
from motcua.people.actions_grants import enter_draft, revoke_grant
from motcua.people.competence import Change
from motcua.people.models import Grant
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.instruments import lines_of
from motcua.web.requests import OfficerRequest
from motcua.web.setup import preview
from motcua.web.setup.grant_forms import DelegationForm, GrantForm, RevocationForm, issuers_for

METHODS = ["GET", "HEAD", "POST"]
MOST = 300


@never_cache
@require_safe
@role_required(*access.KEEPERS)
def register(request: OfficerRequest) -> HttpResponse:
    """What is in force or will be; ``?show=ended`` what counts no more."""
    today = business_date(request.now)
    ended = request.GET.get("show") == "ended"
    over = Q(valid_to__lt=today) | Q(revoked_on__lte=today)
    rows = _kept(request, today).filter(over) if ended else _kept(request, today).exclude(over)
    found = list(rows.order_by("-valid_from", "document_number", "pk")[: MOST + 1])
    context = {"lines": lines_of(found[:MOST], today), "more": len(found) > MOST, "ended": ended}
    return render(request, "setup/grants.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(*access.KEEPERS)
def entry(request: OfficerRequest) -> HttpResponse:
    today = business_date(request.now)
    form = GrantForm(
        request.POST or None,
        posts=fields.posts_within(request.user, today),
        issuers=issuers_for(request.user, today),
        initial={"document_date": today, "valid_from": today},
    )
    return _given(request, form, form.draft, {})


@never_cache
@require_http_methods(METHODS)
@role_required(*access.KEEPERS)
def delegation(request: OfficerRequest, pk: UUID) -> HttpResponse:
    today = business_date(request.now)
    source = _grant(request, pk)
    access.check_may_keep_grants(request.user, source.holder.unit.owner, today)
    check_passing_on(source.as_rule(), Kind.DELEGATION)
    form = DelegationForm(
        request.POST or None,
        posts=fields.posts_within(request.user, today),
        initial={"document_date": today, "valid_from": today, "fields_": source.fields},
    )
    return _given(request, form, lambda: form.draft_from(source), {"source": lines_of([source], today)[0]})


@never_cache
@require_http_methods(METHODS)
@role_required(*access.KEEPERS)
def revocation(request: OfficerRequest, pk: UUID) -> HttpResponse:
    today = business_date(request.now)
    grant = _grant(request, pk)
    access.check_may_keep_grants(request.user, grant.issuer, today)
    form = RevocationForm(request.POST or None, initial={"revocation_date": today, "revoked_on": today})
    context: dict[str, Any] = {"grant": lines_of([grant], today)[0]}
    if request.method == "POST" and form.is_valid():
        try:
            asked = form.revocation()
            check_revocation(grant.as_rule(), asked)
            if request.POST.get("go") == "save":
                revoke_grant(grant, revocation=asked, by=request.user, now=request.now)
                messages.success(request, _("Document %(number)s is revoked.") % {"number": grant})
                return redirect("setup_grants")
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context |= _seen(request, Change(revoked=(grant,)), max(today, asked.on))
                context["decided"] = decided_since(grant, asked.on)
    return _shown(request, "setup/revocation.html", form, context)


def _given(
    request: OfficerRequest, form: fields.RuleForm, draft: Callable[[], Grant], context: dict[str, Any]
) -> HttpResponse:
    """Entering or delegating: looked at, then saved; refused beside the field that is wrong."""
    today = business_date(request.now)
    if request.method == "POST" and form.is_valid():
        try:
            grant = draft()
            if request.POST.get("go") == "save":
                enter_draft(grant, by=request.user, now=request.now)
                messages.success(request, _("Document %(number)s is entered.") % {"number": grant})
                return redirect("setup_grants")
            instruments.check_may_enter(grant, by=request.user, day=today)
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        except Refusal as refusal:
            if not refusal.field:
                raise
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context |= _seen(request, Change(entered=(grant,)), max(today, grant.valid_from))
                context["grant"] = lines_of([grant], today)[0]
    return _shown(request, "setup/grant.html", form, context)


def _seen(request: OfficerRequest, change: Change, day: date) -> dict[str, Any]:
    found = hands(change, day=day, viewer=request.user, today=business_date(request.now))
    return {"hands": found, "lines": preview.lines(found)}


def _shown(
    request: OfficerRequest, template: str, form: fields.RuleForm, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _kept(request: OfficerRequest, today: date) -> Any:
    """The grants of the organisations for which this officer keeps the set-up: given there or held there."""
    rows = Grant.objects.select_related(
        "issuer__parent", "holder__unit__parent", "holder__unit__commune", "holder__officer", "source"
    )
    communes = {post.unit.commune_id for post in request.user.posts_on(today) if post.unit.commune_id}
    if not communes:
        return rows
    return rows.filter(Q(issuer__commune__in=communes) | Q(holder__unit__commune__in=communes))


def _grant(request: OfficerRequest, pk: UUID) -> Grant:
    grant = _kept(request, business_date(request.now)).filter(pk=pk).first()
    if grant is None:
        raise NotFound("no_grant", Words(vi="Không có văn bản này.", en="There is no such instrument."))
    return grant
