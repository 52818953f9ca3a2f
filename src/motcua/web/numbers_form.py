"""Staff give somebody a number: at a counter and at the help desk, by the same form.

``parts/number_form.html`` shows it; the page then calls ``hall.actions.issue`` with ``form.wanted()``.
"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.catalogue.models import Field, Procedure
from motcua.domain import codes
from motcua.domain.queueing import PRIORITY_NAMES, Priority, Skill
from motcua.domain.refusal import Invalid
from motcua.hall import holders
from motcua.hall.models import Ticket
from motcua.hall.wishes import MOST_AMOUNT, Wish
from motcua.places.models import Center
from motcua.web import fields
from motcua.web.basket import COUNT
from motcua.web.templatetags.motcua import words

LANES = [
    (Ticket.Lane.NEW.value, gettext_lazy("something new")),
    (Ticket.Lane.COME_BACK.value, gettext_lazy("bring a missing paper")),
    (Ticket.Lane.RESULT.value, gettext_lazy("collect a result")),
]


def further_amount(name: str) -> forms.IntegerField:
    """One row of many alike: in the summary of errors it must say which it is."""
    wrong = _("%(name)s: enter a whole number up to %(most)s, or nothing.") % {
        "name": name,
        "most": MOST_AMOUNT,
    }
    return how_many(name, least=0, wrong=dict.fromkeys(("invalid", "min_value", "max_value"), wrong))


def how_many(label: Any, *, least: int, wrong: dict[str, str] | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_AMOUNT,
        required=False,
        error_messages=wrong
        or {
            "invalid": gettext_lazy("Enter a whole number."),
            "min_value": gettext_lazy("Enter %(limit_value)s or more."),
            "max_value": gettext_lazy("Enter %(limit_value)s or less."),
        },
    )


class NumberForm(fields.RuleForm):
    """What the person comes for. Fields bear the names by which the rules refuse.

    One thing is chosen; ``n-`` and a field's code says how many of what else, as in the kiosk's basket.
    """

    field = fields.choice(gettext_lazy("Field"), gettext_lazy("Choose the field."))
    amount = how_many(gettext_lazy("How many copies or dossiers"), least=1)
    lane = forms.ChoiceField(
        label=gettext_lazy("They come to"), choices=LANES, widget=forms.RadioSelect, required=False
    )
    procedure = fields.text(
        gettext_lazy("Code of the procedure"), most=30, hint=gettext_lazy("If known, such as 1.001193.")
    )
    dossier = fields.text(
        gettext_lazy("Code of the dossier"), most=45, hint=gettext_lazy("For a missing paper or a result.")
    )
    priority = fields.choice(gettext_lazy("Priority by law"), "", required=False)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("They need"), required=False, widget=forms.CheckboxSelectMultiple
    )
    point = fields.choice(gettext_lazy("Where they wait"), "", required=False)
    agent = forms.BooleanField(
        label=gettext_lazy("Authorised agent for several people"),
        help_text=gettext_lazy("You have seen the authorisation; each number is counted to their phone."),
        required=False,
    )
    phone = fields.text(
        gettext_lazy("Phone number"),
        most=20,
        hint=gettext_lazy("Only to hold one active number each; it is kept as a digest."),
    )
    press = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self.points = {
            str(point.pk): point for point in center.points.filter(closed_at__isnull=True).order_by("name_vi")
        }
        self.kinds = {row.code: row for row in Field.objects.all()}
        named = [(code, row.name_in(language)) for code, row in self.kinds.items()]
        self._choices("field", [("", _("Choose")), *named])
        self.fields |= {f"{COUNT}{code}": further_amount(name) for code, name in named}
        self.order_fields(["field", "amount", *(f"{COUNT}{code}" for code in self.kinds)])
        self._choices("priority", [("", _("None")), *((p.value, words(PRIORITY_NAMES[p])) for p in Priority)])
        self._choices("needs", [(skill.value, words(skill.words)) for skill in Skill])
        names = [(pk, point.name_in(language)) for pk, point in self.points.items()]
        self._choices("point", [("", _("Main place")), *names])
        if not self.points:
            del self.fields["point"]
        self.initial.setdefault("lane", Ticket.Lane.NEW.value)
        self.initial.setdefault("amount", 1)
        self.initial.setdefault("press", uuid.uuid4().hex)

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def further(self) -> list[forms.BoundField]:
        """The amounts of what else one may come for."""
        return [self[f"{COUNT}{code}"] for code in self.kinds]

    @property
    def has_further(self) -> bool:
        return any(row.errors or row.value() for row in self.further)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get(f"{COUNT}{given.get('field')}"):
            self.add_error(
                f"{COUNT}{given['field']}", _("This is the field chosen above: enter its amount there.")
            )
        procedure = given.get("procedure")
        if procedure:
            found = Procedure.objects.filter(code=procedure).first()
            if found is None:
                self.add_error("procedure", _("There is no such procedure in the catalogue."))
            elif given.get("field") and found.field_id != given["field"]:
                self.add_error("field", _("This procedure belongs to another field."))
        phone, dossier = given.get("phone"), given.get("dossier")
        try:
            given["holder"] = holders.digest("phone", phone) if phone else ""
        except Invalid as refusal:
            self.refuse(refusal)
        try:
            if dossier:
                codes.parse_dossier_code(dossier, field="dossier")
        except Invalid as refusal:
            self.refuse(refusal)
        if given.get("agent") and not phone and "phone" not in self.errors:
            self.add_error("phone", _("Enter the agent's phone number."))
        return given

    def wanted(self) -> dict[str, Any]:
        """The keywords of ``hall.actions.issue``, all but who and when."""
        given = self.cleaned_data
        return {
            "field": self.kinds[given["field"]],
            "procedure_code": given["procedure"],
            "dossier_code": given["dossier"],
            "priority": given["priority"],
            "lane": given["lane"] or Ticket.Lane.NEW,
            "amount": given["amount"] or 1,
            "errands": [
                Wish(row, amount=given[f"{COUNT}{code}"])
                for code, row in self.kinds.items()
                if given[f"{COUNT}{code}"]
            ],
            "needs": given["needs"],
            "point": self.points.get(given.get("point") or ""),
            "agent": given["agent"],
            "holder": given["holder"],
            "press": given["press"] or None,
        }
