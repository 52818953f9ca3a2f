"""``/setup/hall/voices``: which voices call people on the boards of a center."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Invalid
from motcua.hall import actions
from motcua.hall.voice import voices
from motcua.hall.voice.choosing import chosen
from motcua.people.models import Role
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.hall import METHODS, own_center

PLACES = ("first", "second", "third")
ORDER = {
    "first": gettext_lazy("Spoken first"),
    "second": gettext_lazy("Spoken second"),
    "third": gettext_lazy("Spoken third"),
}


@dataclass(frozen=True)
class Offered:
    """One voice of this installation. ``lacks``: clips without which it cannot speak every call;
    ``sample``: the address of its first words, "" where it has none yet."""

    voice: voices.Voice
    lacks: int
    sample: str


class VoicesForm(fields.RuleForm):
    """Up to three voices in the order in which they speak."""

    first = fields.choice(ORDER["first"], "", required=False)
    second = fields.choice(ORDER["second"], "", required=False)
    third = fields.choice(ORDER["third"], "", required=False)

    def __init__(self, *args: Any, offered: list[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        ready = [
            (each.voice.name, each.voice.words.in_language(language)) for each in offered if not each.lacks
        ]
        for place in PLACES:
            field = self.fields[place]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("No voice")), *ready]

    @property
    def names(self) -> list[str]:
        return [name for place in PLACES if (name := self.cleaned_data[place])]

    def refuse(self, refusal: Any) -> None:
        """What is said about all of them stands beside the second: the first may well be right."""
        self.add_error("second", refusal.words.in_language(get_language() or "vi"))


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def board_voices(request: OfficerRequest) -> HttpResponse:
    center = own_center(request)
    known, held = offered(), chosen(center)
    initial = dict(zip(PLACES, [name for name in held if name in ready_names(known)], strict=False))
    form = VoicesForm(request.POST if request.method == "POST" else None, initial=initial, offered=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_voices(center, names=form.names, by=request.user, now=request.now)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The boards speak so from the next call on."))
            return redirect("setup_hall")
    context = {"form": form, "center": center, "offered": known}
    return render(request, "setup/hall_voices.html", context, status=422 if form.errors else 200)


def offered() -> list[Offered]:
    """Every voice here whose description can be read, those that are ready first."""
    found = []
    for voice in voices.readable():
        has = voices.path_of(voice.name, "call") is not None
        address = [voice.name, voices.version(voice.name), "call"]
        sample = reverse("voice_clip", args=address) if has else ""
        found.append(Offered(voice, len(voice.missing), sample))
    return sorted(found, key=lambda each: bool(each.lacks))


def ready_names(known: list[Offered]) -> set[str]:
    return {each.voice.name for each in known if not each.lacks}
