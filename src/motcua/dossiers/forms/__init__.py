"""The official forms of a dossier as PDF (01-07), the kiosk's number slip, a list of missing papers.

Plain values in, bytes out: no tables, no clock, no request. What the law may change (number, symbol,
paper) is in ``forms.json``; how a page looks is in the ``.typ`` beside each module. Vietnamese only:
these are Vietnamese official papers. Not here: who may print what, and when.
"""

from motcua.dossiers.forms.form01 import Fee, Form01, Paper, render
from motcua.dossiers.forms.form02 import Defect, Form02
from motcua.dossiers.forms.form03 import Form03
from motcua.dossiers.forms.form04 import Form04
from motcua.dossiers.forms.form05 import Form05
from motcua.dossiers.forms.form06 import Form06, Passing, Side
from motcua.dossiers.forms.form07 import Entry, Form07
from motcua.dossiers.forms.missing_papers import missing_papers
from motcua.dossiers.forms.official import Person
from motcua.dossiers.forms.slip import ticket_slip

__all__ = [
    "Defect",
    "Entry",
    "Fee",
    "Form01",
    "Form02",
    "Form03",
    "Form04",
    "Form05",
    "Form06",
    "Form07",
    "Paper",
    "Passing",
    "Person",
    "Side",
    "missing_papers",
    "render",
    "ticket_slip",
]
