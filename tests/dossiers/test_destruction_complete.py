"""No column is forgotten: what may hold a person's data or free text is erased, or said to stay here."""

from django.apps import apps
from django.db import models

from motcua.base.models import StoredFile
from motcua.dossiers.destruction import ERASURES
from motcua.dossiers.models import Dossier

KEPT = {
    # Codes, numbers and symbols of ours, and who acted (kind and id).
    "Charge": "per_vi per_en basis due_on",
    "ClockEntry": "kind basis former_unit actor",
    "Decision": "",
    "DestructionLine": "closed_on kept_until content_digest",
    "Dossier": "code token term_unit fee_note",
    "Download": "sha256",
    "ElectronicForm": "symbol asked_by authenticity failure begins_on ends_on",
    "Exemption": "basis",
    "IssuedForm": "symbol digest",
    "Movement": "actor",
    "NameWord": "word",
    "Obligation": "notice_number notice_day agency",
    "Opening": "digest",
    "Opinion": "authority expected_vi expected_en pausing_basis silence_actor",
    "Payment": "day reference",
    "PaymentNotice": "connector notice reference status",
    "PaymentOrder": "connector asked_by",
    "Refund": "day reference",
    "Reissue": "symbol authenticity valid_until",
    "Result": "symbol authenticity valid_until",
    "ResultCode": "digest",
    "Resumption": "proof actor",
    "Return": "proof",
    "ReissueReturn": "proof",
    "DeliveryChange": "proof",
    "Revocation": "document_number basis revoked_from",
    "RevisionMove": "legal_basis actor",
    "SearchWord": "word",  # the database takes the words away with the name
    "Shipment": "carrier tracking_number",
    "Step": "act name_vi name_en authority authority_en expected_vi expected_en",
    "UndoneDecision": "kind",
    "Rating": "words",  # feedback.destruction
}
TEXTS = (models.CharField, models.TextField, models.DateField, models.JSONField)


def test_every_text_of_a_dossier_goes_or_is_said_to_stay():
    erased = {erasure.model: erasure for erasure in ERASURES}
    forgotten = []
    for model in apps.get_models():
        if not _hangs_on_a_dossier(model):
            continue
        erasure = erased.get(model)
        if erasure is not None and erasure.removed:
            continue
        goes = {*erasure.marked, *erasure.emptied, *erasure.files} if erasure else set()
        stays = set(KEPT.get(model.__name__, "").split())
        for column in model._meta.concrete_fields:
            if _may_tell(column) and column.name not in goes | stays:
                forgotten.append(f"{model.__name__}.{column.name}")
    assert forgotten == []


def _may_tell(column: models.Field) -> bool:
    if isinstance(column, models.ForeignKey):
        return column.related_model is StoredFile
    moment = isinstance(column, models.DateTimeField)
    return isinstance(column, TEXTS) and not moment and not column.choices and not column.primary_key


def _hangs_on_a_dossier(model: type[models.Model], seen: frozenset[type] = frozenset()) -> bool:
    """The dossier itself, or whatever belongs to one: by however many keys."""
    if model is Dossier:
        return True
    if model in seen:
        return False
    keys = [key for key in model._meta.concrete_fields if isinstance(key, models.ForeignKey)]
    return any(_hangs_on_a_dossier(key.related_model, seen | {model}) for key in keys)
