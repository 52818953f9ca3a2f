"""Who sets how long dossiers are kept, who proposes that some be destroyed, and who approves."""

from datetime import date

from motcua.base.actors import Actor
from motcua.domain.refusal import Forbidden
from motcua.domain.retention import BASIS
from motcua.domain.words import Words
from motcua.dossiers.models import DestructionList, Dossier
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Center

RULING = (Role.PROVINCE, Role.ADMIN)
PROPOSING = (Role.CLERK,)
FIRST = (Role.CENTER_HEAD,)
SECOND = (Role.LEADER,)
READING = (*PROPOSING, *FIRST, *SECOND)
"""The lists and what they name; the province sets the rules and sees no person."""
HOLDING = (*READING, Role.HEAD_OF_UNIT)


def check_may_rule(by: Actor, day: date) -> None:
    """The periods are the province's, on the document that announces them."""
    if isinstance(by, Officer) and not by.has_role(*RULING, day=day):
        raise _forbidden(
            "not_of_the_province",
            Words(
                vi="Thời hạn lưu trữ do tỉnh quy định; tài khoản của bạn không sửa được.",
                en="How long dossiers are kept is the province's to set; your log-in may not.",
            ),
        )


def check_may_propose(officer: Officer, center: Center, day: date) -> Post:
    """The clerk keeps the archive: proposes what goes, and carries it out when two others approved."""
    return _post(
        officer,
        center,
        PROPOSING,
        day,
        "not_the_clerk",
        Words(
            vi="Chỉ văn thư, lưu trữ của xã lập danh mục và thực hiện tiêu hủy.",
            en="Only the commune's clerk, who keeps the archive, proposes and carries out a destruction.",
        ),
    )


def check_may_approve(officer: Officer, asked: DestructionList, day: date) -> Post:
    """First the head of the center, then a leader of the commune; never one who has acted on the list."""
    first = asked.state == DestructionList.State.PROPOSED
    post = _post(
        officer,
        asked.center,
        FIRST if first else SECOND,
        day,
        "not_the_head_of_the_center" if first else "not_a_leader",
        Words(
            vi="Lần duyệt thứ nhất thuộc giám đốc Trung tâm.",
            en="The first approval is the head of the center's.",
        )
        if first
        else Words(
            vi="Lần duyệt thứ hai thuộc lãnh đạo xã.", en="The second approval is a commune leader's."
        ),
    )
    if officer.pk in (asked.proposed_by_id, asked.first_by_id):
        raise _forbidden(
            "four_eyes",
            Words(
                vi="Bạn đã lập hoặc đã duyệt danh mục này; lần duyệt này phải do người khác.",
                en="You proposed or approved this list already; this approval has to be somebody else's.",
            ),
        )
    return post


def check_may_hold(officer: Officer, dossier: Dossier, day: date) -> Post:
    return _post(
        officer,
        dossier.center,
        HOLDING,
        day,
        "not_a_keeper",
        Words(
            vi="Chỉ văn thư, trưởng phòng, giám đốc Trung tâm và lãnh đạo xã được tạm giữ hồ sơ.",
            en="Only the clerk, heads of units, the head of the center and leaders may put it on hold.",
        ),
    )


def center_of(officer: Officer, roles: tuple[str, ...], day: date) -> Center | None:
    """The center of the commune where the officer holds one of these posts."""
    for post in officer.posts_on(day):
        if post.role in roles and post.unit.commune_id:
            return Center.objects.select_related("commune", "unit__parent").get(commune=post.unit.commune_id)
    return None


def _post(
    officer: Officer, center: Center, roles: tuple[str, ...], day: date, code: str, words: Words
) -> Post:
    for post in officer.posts_on(day):
        if post.role in roles and post.unit.commune_id == center.commune_id:
            return post
    raise _forbidden(code, words)


def _forbidden(code: str, words: Words) -> Forbidden:
    return Forbidden(code, words, basis=BASIS)
