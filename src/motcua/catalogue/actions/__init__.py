"""Every write to the catalogue: loading it, drafting a revision, and the acts of a revision's life."""

from motcua.catalogue.actions.drafting import cancel_revision, draft_revision, enter, save_draft
from motcua.catalogue.actions.life import adopt_names, approve_revision, end_revision, publish_revision
from motcua.catalogue.actions.loading import load_fields

__all__ = [
    "adopt_names",
    "approve_revision",
    "cancel_revision",
    "draft_revision",
    "end_revision",
    "enter",
    "load_fields",
    "publish_revision",
    "save_draft",
]
