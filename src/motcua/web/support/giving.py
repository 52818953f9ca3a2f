"""A helper gives a number to somebody who cannot use the machine, by the same form as at a counter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.hall.actions import issue
from motcua.web.numbers_form import NumberForm
from motcua.web.said import say
from motcua.web.staff_slips import print_given
from motcua.web.support.helpers import Helper, at_desk


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def giving(request: HttpRequest, helper: Helper) -> HttpResponse:
    if request.method != "POST":
        return _page(request, helper, NumberForm(center=helper.center))
    form = NumberForm(request.POST, center=helper.center)
    if not form.is_valid():
        return _page(request, helper, form, status=422)
    try:
        ticket = issue(helper.center, **form.wanted(), by=helper.officer, now=helper.now)
    except Forbidden:
        raise
    except Invalid as refusal:
        form.refuse(refusal)
        return _page(request, helper, form, status=422)
    except Refusal as refusal:
        say(request, refusal)
        return _page(request, helper, form, status=refusal.status)
    given = _("Number %(number)s was given.") % {"number": ticket.text}
    messages.success(request, f"{given} {print_given(request, ticket, by=helper.officer, now=helper.now)}")
    return redirect("support_number", ticket.pk)


def _page(request: HttpRequest, helper: Helper, form: NumberForm, status: int = 200) -> HttpResponse:
    context = {"helper": helper, "center": helper.center, "tab": "giving", "form": form}
    return render(request, "support/giving.html", context, status=status)
