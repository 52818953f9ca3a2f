"""What the database itself refuses about results: they stay as issued, and so does what became of them.

Personal data and free texts stay changeable: they are erased when a dossier is destroyed. That a result was
issued, revoked or issued again is kept.
"""

from motcua.dossiers.guarding_steps import stays

NUMBERED = "unit_id year number symbol issued_at is_signed authenticity valid_until"

RESULTS_STAY = stays(
    "dossiers_result",
    f"dossier_id issued_by_id kind_id {NUMBERED}",
    {},
    "a result stays as it was issued",
    kept=False,
)
REISSUES_STAY = stays(
    "dossiers_reissue",
    f"result_id position kind grant_id signed_by_id signed_at {NUMBERED}",
    {},
    "a result issued again stays as it was issued",
    kept=True,
)
REVOCATIONS_STAY = stays(
    "dossiers_revocation",
    "result_id grant_id signed_by_id signed_at document_number basis revoked_from",
    {},
    "a revocation is never undone",
    kept=True,
)
POSTAL_NEWS_STAY = stays(
    "dossiers_postalnews",
    "shipment_id kind at recorded_at by_id",
    {},
    "what happened to a letter stays as it was entered",
    kept=False,
)
DELIVERY_CHANGES_STAY = stays(
    "dossiers_deliverychange",
    "dossier_id at by_id before after proof is_agent",
    {},
    "a choice of the applicant stays as it was entered",
    kept=False,
)
