"""Who may enter instruments of authority and absences. ``check_may_x`` raises a sentence.

A commune keeps its own delegations, the province its own instruments and what the law itself gives
(Law 72/2025/QH15 Art 14; Decree 63/2010/NĐ-CP Art 13); the administrator enters for either, on a document.
"""

from collections.abc import Iterable
from datetime import date

from motcua.base.actors import Actor
from motcua.domain.authority import Kind
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Unit

LOCAL = "Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 14"
ANNOUNCED = "Nghị định 63/2010/NĐ-CP, Điều 13"
KEEPERS = (Role.LEADER, Role.CENTER_HEAD, Role.PROVINCE, Role.ADMIN)
REGISTRARS = (*KEEPERS, Role.HEAD_OF_UNIT)


def check_may_keep_grants(by: Actor, issuer: Unit, day: date) -> None:
    """Whether ``by`` may enter and revoke what ``issuer`` gives; the program itself may."""
    if isinstance(by, Officer) and not any(_keeps_for(post, issuer) for post in by.posts_on(day)):
        raise Forbidden(
            "not_keeper_of_grants",
            Words(
                vi=f"Chỉ lãnh đạo hoặc Giám đốc Trung tâm của {issuer.owner.name_vi} nhập văn bản giao quyền "
                "của nơi đó; văn bản của tỉnh do tỉnh nhập.",
                en=f"Only a leader or the head of the center of {issuer.owner.name_in('en')} enters its "
                "instruments; the province enters its own.",
            ),
            basis=LOCAL,
        )


def may_keep_grants(by: Officer, issuer: Unit, day: date) -> bool:
    try:
        check_may_keep_grants(by, issuer, day)
    except Refusal:
        return False
    return True


def _keeps_for(post: Post, issuer: Unit) -> bool:
    if post.role == Role.ADMIN:
        return True
    if issuer.commune_id is None:
        return post.role == Role.PROVINCE
    return post.role in (Role.LEADER, Role.CENTER_HEAD) and post.unit.commune_id == issuer.commune_id


def check_may_give(by: Actor, kind: Kind, issuer: Unit, holder: Post) -> None:
    """Whether this body may give that post anything of this kind, entered by this person.

    A commune only delegates, to its own people; nobody enters authority for themselves.
    """
    if isinstance(by, Officer) and holder.officer_id == by.pk:
        raise Forbidden(
            "own_authority",
            Words(
                vi="Không ai tự nhập thẩm quyền cho chính mình; hãy nhờ người khác nhập.",
                en="Nobody enters their own authority; ask somebody else to enter it.",
            ),
            basis=LOCAL,
            field="holder",
        )
    if issuer.commune_id is None:
        return
    if kind is not Kind.DELEGATION:
        raise Refusal(
            "commune_only_delegates",
            Words(
                vi=f"Cấp xã chỉ được ủy quyền; {kind.words.vi} do luật hoặc cấp trên quy định, tỉnh nhập.",
                en=f"A commune can only delegate; {kind.words.en} comes from the law or from above.",
            ),
            basis=LOCAL,
            field="kind",
        )
    if holder.unit.commune_id != issuer.commune_id:
        raise Refusal(
            "delegation_leaves_the_commune",
            Words(
                vi=f"Chủ tịch xã chỉ ủy quyền cho người của Ủy ban nhân dân xã mình, không cho {holder}.",
                en=f"A commune's chairman delegates to people of the own commune only, not to {holder}.",
            ),
            basis=LOCAL,
            field="holder",
        )


def check_may_register_absence(by: Actor, officer: Officer, day: date) -> None:
    """Oneself, the head of one's unit, one's commune's leader or head of center, the administrator."""
    if not isinstance(by, Officer) or by.pk == officer.pk:
        return
    theirs = officer.posts_on(day)
    if not any(_registers_for(post, theirs) for post in by.posts_on(day)):
        raise Forbidden(
            "not_registrar_of_absence",
            Words(
                vi=f"Việc vắng mặt của {officer.name_vi} do trưởng bộ phận, lãnh đạo hoặc Giám đốc Trung tâm "
                "của nơi đó đăng ký.",
                en=f"The absence of {officer.name_vi} is registered by the head of the unit, a leader or the "
                "head of the center there.",
            ),
        )


def _registers_for(post: Post, theirs: Iterable[Post]) -> bool:
    if post.role == Role.ADMIN:
        return True
    if post.role == Role.HEAD_OF_UNIT:
        return any(own.unit_id == post.unit_id for own in theirs)
    if post.role in (Role.LEADER, Role.CENTER_HEAD):
        return any(own.unit.commune_id == post.unit.commune_id for own in theirs)
    return post.role == Role.PROVINCE and any(own.unit.commune_id is None for own in theirs)
