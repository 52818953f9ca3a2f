"""What residents and officers would have received: the sandbox's messages, newest first.

Only under MOTCUA_DEMO; addresses are covered, and the texts name codes and dates, nobody's number.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.sandbox.messages import store

SHOWN = 50


@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise NotFound("not_the_demo", Words(vi="Không có trang này.", en="There is no such page."))
    kept = store().messages()[::-1]
    context = {"kept": kept[:SHOWN], "more": len(kept) > SHOWN}
    return render(request, "demo/messages.html", context)


urlpatterns = [path("demo/messages", messages, name="demo_messages")]
