"""What is filled in about a hall: its rules, a field's numbers and hours, a receiving point."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.domain.workdays import Session
from motcua.hall.actions.rules import HallSettings, Hours
from motcua.hall.models import HallRules
from motcua.places.models import Counter, Device, Point
from motcua.places.queries import DAYS_EN, DAYS_VI
from motcua.web import fields

SPAN = re.compile(r"([0-9]{1,2})[:hH]([0-9]{2})\s*[-–]\s*([0-9]{1,2})[:hH]([0-9]{2})")
"""07:30–11:30, or as many write it: 7h30-11h30."""


def _whole(label: Any, hint: Any = "", *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        max_value=100_000,
        error_messages={
            "required": gettext_lazy("Enter a whole number."),
            "invalid": gettext_lazy("Enter a whole number."),
        },
    )


class HallRulesForm(fields.RuleForm):
    """Fields bear the names by which the rules refuse."""

    in_a_row = _whole(
        gettext_lazy("People with priority, at most one after the other"),
        gettext_lazy("Then somebody else is called, if anybody waits."),
    )
    head_start_minutes = _whole(
        gettext_lazy("Minutes after which nobody is overtaken"),
        gettext_lazy("Who came so much earlier than a person with priority goes first."),
    )
    no_show_calls = _whole(gettext_lazy("Calls until somebody who was not there is called again"))
    misses = _whole(gettext_lazy("Calls nobody answers until a number ends"))
    early_minutes = _whole(gettext_lazy("Minutes before its time an appointment is due"))
    late_minutes = _whole(
        gettext_lazy("Minutes somebody may be late"),
        gettext_lazy("For an appointment, and for a number from home after its turn has passed."),
    )
    wait_limit_minutes = _whole(
        gettext_lazy("Longest wait in minutes"),
        gettext_lazy("You are told before a wait passes it."),
    )
    agent_numbers = _whole(gettext_lazy("Numbers an authorised agent may hold at a time"))
    fair_start = forms.ChoiceField(
        label=gettext_lazy("Who came before the doors opened is called"),
        choices=[
            (HallRules.FairStart.ARRIVAL.value, gettext_lazy("in the order of the numbers")),
            (
                HallRules.FairStart.DRAW.value,
                gettext_lazy("in an order drawn by lot at the opening, and published"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one from the list.")},
    )
    numbers_from_home = forms.BooleanField(
        label=gettext_lazy("Numbers can be taken from home"),
        help_text=gettext_lazy("They are called once their holder has come to the center."),
        required=False,
    )
    day_begins = forms.TimeField(
        label=gettext_lazy("When the numbers start again from the first"),
        help_text=gettext_lazy("00:00 to 06:00"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("Enter a time."),
            "invalid": gettext_lazy("This is not a time: write it like 05:00."),
        },
    )

    def settings(self) -> HallSettings:
        return HallSettings(**self.cleaned_data)


class FieldRulesForm(fields.RuleForm):
    first = _whole(gettext_lazy("First number"))
    final = _whole(
        gettext_lazy("Last number"),
        gettext_lazy("Blocks above it are lent to kiosks for hours without a line."),
    )
    quota = _whole(
        gettext_lazy("Numbers a day at most"),
        gettext_lazy("Empty: no limit. Staff may give more."),
        required=False,
    )

    def __init__(self, *args: Any, hours: Hours, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = DAYS_EN if (get_language() or "vi").startswith("en") else DAYS_VI
        for weekday in range(7):
            name = names[weekday]
            self.fields[f"day_{weekday}"] = fields.text(name[:1].upper() + name[1:], most=40)
            spans = ", ".join(f"{opens}–{closes}" for opens, closes in hours.get(str(weekday), []))
            self.initial.setdefault(f"day_{weekday}", spans)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday}"] for weekday in range(7)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        hours: Hours = {}
        for weekday in range(7):
            sessions = _sessions(given.get(f"day_{weekday}", ""))
            if sessions is None:
                self.add_error(f"day_{weekday}", _("Write it like 07:30–11:30, 13:30–17:00."))
            elif sessions:
                hours[str(weekday)] = sessions
        given["hours"] = hours
        return given


def _sessions(text: str) -> list[list[str]] | None:
    """The sessions of one day as typed; None where they cannot be read or overlap."""
    if not text.strip():
        return []
    spans = [SPAN.fullmatch(part.strip()) for part in text.split(",")]
    try:
        sessions = [
            Session(time(int(span[1]), int(span[2])), time(int(span[3]), int(span[4])))
            for span in spans
            if span
        ]
    except ValueError:
        return None
    edges = [edge for session in sessions for edge in (session.opens, session.closes)]
    if len(sessions) < len(spans) or any(a >= b for a, b in zip(edges, edges[1:], strict=False)):
        return None
    return [[f"{session.opens:%H:%M}", f"{session.closes:%H:%M}"] for session in sessions]


class PointForm(fields.RuleForm):
    name_vi = fields.text(
        gettext_lazy("Name in Vietnamese"), most=100, missing=gettext_lazy("Give its name in Vietnamese.")
    )
    name_en = fields.text(gettext_lazy("Name in English"), most=100)
    address = fields.text(gettext_lazy("Address"), most=200)

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name_vi", "name_en", "address")}


def place_choices(points: list[Point]) -> fields.Choices:
    language = get_language() or "vi"
    return [("", _("Main place")), *((str(point.pk), point.name_in(language)) for point in points)]


class PlaceForm(fields.RuleForm):
    """Where one counter or device stands."""

    point = fields.choice(gettext_lazy("Where it stands"), "", required=False)

    def __init__(self, *args: Any, points: list[Point], thing: Counter | Device, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = {str(point.pk): point for point in points}
        field = self.fields["point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = place_choices(points)
        self.initial.setdefault("point", str(thing.point_id or ""))

    @property
    def place(self) -> Point | None:
        return self.points.get(self.cleaned_data["point"])


class PairingForm(fields.RuleForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is paired"),
        choices=[
            (Device.Kind.KIOSK.value, gettext_lazy("a number machine")),
            (Device.Kind.DISPLAY.value, gettext_lazy("a display")),
            (Device.Kind.PRINTER.value, gettext_lazy("a print agent")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one from the list.")},
    )
    point = fields.choice(gettext_lazy("Where it stands"), "", required=False)

    def __init__(self, *args: Any, points: list[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = {str(point.pk): point for point in points}
        field = self.fields["point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = place_choices(points)
        if not points:
            del self.fields["point"]
