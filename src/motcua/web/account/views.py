"""Log-in by name and password; tries are limited by name and by address."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.base.limits import check_rate
from motcua.domain.workdays import ZONE
from motcua.people import actions
from motcua.people.models import Officer, Role
from motcua.web.access import officer_required
from motcua.web.account.forms import LoginForm
from motcua.web.requests import OfficerRequest, Request

DESKS = (
    ("province", (Role.PROVINCE, Role.WORKING_GROUP, Role.DEPARTMENT)),
    ("counter", (Role.COUNTER,)),
    ("center", (Role.CENTER_HEAD,)),
    ("office", (Role.SPECIALIST, Role.HEAD_OF_UNIT, Role.LEADER, Role.CLERK, Role.CENTER_HEAD)),
    ("setup", (Role.ADMIN,)),
)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(
            request, "account/login.html", {"form": LoginForm(), "next": request.GET.get("next", "")}
        )
    form = LoginForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["login"]
        address = request.META.get("REMOTE_ADDR", "")
        check_rate("login", name, most=10, within=timedelta(minutes=10), now=request.now)
        check_rate("login-address", address, most=60, within=timedelta(minutes=10), now=request.now)
        officer = authenticate(request, username=name, password=form.cleaned_data["password"])
        if isinstance(officer, Officer):
            start_session(request, officer)
            actions.note_login(officer, by=officer, now=request.now)
            return HttpResponseRedirect(_next(request) or reverse("desk"))
        form.refuse()
    context = {"form": form, "next": request.POST.get("next", "")}
    return render(request, "account/login.html", context, status=422)


@require_POST
def logout(request: Request) -> HttpResponse:
    end_session(request)
    return redirect("home")


@officer_required
def desk(request: OfficerRequest) -> HttpResponse:
    """Where this officer's day is: by the first post that has a page of its own."""
    day = request.now.astimezone(ZONE).date()
    for name, roles in DESKS:
        if request.user.has_role(*roles, day=day):
            return redirect(name)
    messages.info(request, _("There is no page for your post yet. The first page shows what there is."))
    return redirect("home")


def _next(request: Request) -> str:
    """Only an address of our own: a log-in must not send anybody elsewhere."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else ""
