"""What is filled in about a printer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.hall.actions.printers import Entry
from motcua.hall.models import Printer
from motcua.places.models import Center
from motcua.web import fields

KINDS = [
    ("network", _("Network cable or Wi-Fi (ESC/POS)")),
    ("usb", _("USB, at the computer that runs the print agent (ESC/POS)")),
    ("cups", _("A printer of that computer's CUPS")),
]
PAPERS = [("576", _("80 mm paper")), ("384", _("58 mm paper"))]
WAYS = [
    ("raster", _("Raster: nearly every printer (GS v 0)")),
    ("graphics", _("Graphics: newer Epson printers (GS ( L)")),
    ("column", _("Columns: old printers (ESC *)")),
]


class PrinterForm(fields.RuleForm):
    """The names are those by which the rules refuse."""

    name = fields.text(
        _("Name of the printer"),
        most=60,
        hint=_("As people at the center call it."),
        missing=_("Give it a name."),
    )
    kind = forms.ChoiceField(
        label=_("How it is connected"), choices=KINDS, widget=forms.RadioSelect, initial="network"
    )
    address = fields.text(
        _("Address"),
        most=120,
        hint=_("Network: 192.168.1.50:9100. USB: /dev/usb/lp0 or 04b8:0202. CUPS: the queue's name."),
        missing=_("Enter the address."),
    )
    dots = forms.ChoiceField(label=_("Paper"), choices=PAPERS, widget=forms.RadioSelect, initial="576")
    way = forms.ChoiceField(
        label=_("How it takes pictures"), choices=WAYS, widget=forms.RadioSelect, initial="raster"
    )
    cuts = forms.BooleanField(label=_("It cuts the paper"), required=False, initial=True)
    answers = forms.BooleanField(
        label=_("It says how it is when asked"),
        help_text=_("Without it a slip is never known to be printed, and empty paper is not noticed."),
        required=False,
        initial=True,
    )
    for_staff = forms.BooleanField(
        label=_("What staff print comes out here"),
        help_text=_("Reprints and written lists; one printer of a center."),
        required=False,
    )
    point = fields.choice(_("Where it stands"), "", required=False)

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self.points = {str(point.pk): point for point in center.points.filter(closed_at__isnull=True)}
        field = self.fields["point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("The main place")),
            *((pk, point.name_in(language)) for pk, point in self.points.items()),
        ]
        if not self.points:
            del self.fields["point"]

    @staticmethod
    def of(printer: Printer) -> dict[str, Any]:
        names = ("name", "kind", "address", "way", "cuts", "answers", "for_staff")
        point = str(printer.point_id) if printer.point_id else ""
        return {name: getattr(printer, name) for name in names} | {"dots": str(printer.dots), "point": point}

    def entry(self) -> Entry:
        given = {**self.cleaned_data, "dots": int(self.cleaned_data["dots"])}
        given["point"] = self.points.get(given.get("point", ""))
        return Entry(**given)


class CenterForm(fields.RuleForm):
    """For technical staff, who have no center of their own."""

    center = fields.text(
        _("The center's code"),
        most=5,
        hint=_("The commune's code of five digits, as in 17791."),
        missing=_("Enter the code."),
    )
