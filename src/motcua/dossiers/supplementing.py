"""What is brought to complete a dossier: is everything there that was asked for."""

from collections.abc import Collection

from motcua.base.actions import part_of_action
from motcua.catalogue.models import Channel
from motcua.catalogue.queries import Bundle
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.dossiers.filing import Handed, missing
from motcua.dossiers.models import Dossier, Paper, Supplement

Mended = Collection[int] | None
"""Positions of the defects in words that the officer found put right; None: vouched for all at once."""


def check_complete(
    supplement: Supplement, papers: tuple[Handed, ...], channel: str, mended: Mended = None
) -> None:
    """Nothing where every paper asked for is among these and every defect in words is ``mended``; else
    ``InvalidFields`` naming each that is not."""
    errors: list[Invalid] = []
    if channel not in Channel.values:
        errors.append(
            Invalid(
                "channel_wrong",
                Words(vi="Chọn cách nộp hồ sơ.", en="Choose how it was filed."),
                field="channel",
            )
        )
    brought = {paper.code for paper in papers}
    for defect in supplement.defects.select_related("document"):
        document = defect.document
        if document is not None and document.code not in brought:
            errors.append(missing(document))
        elif document is None and mended is not None and defect.position not in mended:
            errors.append(_open(defect.position))
    if errors:
        raise InvalidFields(errors)


def _open(position: int) -> Invalid:
    return Invalid(
        "defect_open",
        Words(
            vi=f"Yêu cầu số {position} chưa được đánh dấu là đã bổ sung.",
            en=f"No. {position} of what was asked for is not ticked as put right.",
        ),
        field=f"defects.{position}",
    )


@part_of_action
def add_papers(dossier: Dossier, parts: Bundle, papers: tuple[Handed, ...]) -> None:
    """The papers go into the dossier; of one that was there in the same form, the count is what it is now.

    Raises ``InvalidFields`` for a document the procedure does not have, or a wrong form or count.
    """
    by_code = {document.code: document for document in parts.documents}
    wrong = [
        Invalid(
            "documents_wrong",
            Words(
                vi="Chọn bản chính hay bản sao, và số lượng từ 1 đến 99.",
                en="Choose original or copy, and a count from 1 to 99.",
            ),
            field=f"documents.{paper.code}" if paper.code in by_code else "documents",
        )
        for paper in papers
        if paper.code not in by_code or paper.kind not in Paper.Kind.values or not 1 <= paper.count <= 99
    ]
    if wrong:
        raise InvalidFields(wrong)
    Paper.objects.bulk_create(
        (
            Paper(dossier=dossier, document=by_code[paper.code], kind=paper.kind, count=paper.count)
            for paper in papers
        ),
        update_conflicts=True,
        update_fields=["count"],
        unique_fields=["dossier", "document", "kind"],
    )
