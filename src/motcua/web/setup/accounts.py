"""Where a center's VietQR codes send money: the account of now, those of before, a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.vietqr import checked
from motcua.domain.refusal import Invalid
from motcua.dossiers import actions, fee_access
from motcua.dossiers.models import ReceivingAccount
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.fee_forms import AccountForm

SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CENTER_HEAD)
def account(request: OfficerRequest) -> HttpResponse:
    """Looked at beside the account it replaces, then saved; codes shown before keep the old account."""
    today = business_date(request.now)
    center = request.user.center_on(today)
    assert center is not None  # the head of a center belongs to a commune
    fee_access.check_may_set_account(request.user, center, today)
    form = AccountForm(request.POST or None)
    context: dict[str, Any] = {
        "center": center,
        "accounts": ReceivingAccount.objects.filter(center=center).order_by("-since")[:SHOWN],
    }
    if request.method == "POST" and form.is_valid():
        try:
            given = checked(form.account())
            if request.POST.get("go") == "save":
                actions.set_account(center, account=given, by=request.user, now=request.now)
                messages.success(request, _("From now on the codes send money to the new account."))
                return redirect("setup_account")
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context["seen"] = given
    status = 422 if form.errors else 200
    return render(request, "setup/account.html", {"form": form, **context}, status=status)
