"""Who may do what with a dossier: permission pairs. ``check_may_x`` raises a sentence, ``may_x`` answers."""

from datetime import date

from motcua.domain.refusal import Forbidden, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier, Step
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Center

RECEIVING = (Role.COUNTER, Role.CENTER_HEAD)


def check_may_receive(officer: Officer, center: Center, day: date) -> Post:
    """The post at this center under which the officer receives and returns. Decree 118/2025 Art 8."""
    for post in officer.posts_on(day):
        if post.role in RECEIVING and post.unit.commune_id == center.commune_id:
            return post
    raise Forbidden(
        "not_at_this_center",
        Words(
            vi=f"Chỉ cán bộ một cửa của {center.name_vi} được nhận và trả hồ sơ ở đây.",
            en=f"Only counter officers of {center.name_en} may receive and return dossiers here.",
        ),
        basis="Nghị định 118/2025/NĐ-CP, Điều 8",
    )


def check_may_take_step(officer: Officer, step: Step, day: date) -> Post:
    """The post under which this officer takes the step whose turn it is."""
    if step.done_at is not None:
        by = step.done_by.name_vi if step.done_by else ""
        raise Refusal(
            "step_done",
            Words(
                vi=f"Bước này đã được {by} hoàn thành.",
                en=f"This step was already completed by {by}.",
            ),
        )
    if step.officer_id and step.officer_id != officer.pk:
        raise Forbidden("step_of_another", _of_another(step))
    for post in officer.posts_on(day):
        if post.role == step.role and post.unit_id == step.unit_id:
            return post
    raise Forbidden(
        "step_not_yours",
        Words(
            vi=f"Bước “{step.name_vi}” thuộc {step.unit.name_vi}, không thuộc chức danh của bạn.",
            en=f"The step “{step.name_in('en')}” belongs to {step.unit.name_in('en')}, not to your post.",
        ),
        basis="Nghị định 61/2018/NĐ-CP, Điều 19",
    )


def may_take_step(officer: Officer, step: Step, day: date) -> bool:
    try:
        check_may_take_step(officer, step, day)
    except Refusal:
        return False
    return True


def check_may_see(officer: Officer, dossier: Dossier, day: date) -> None:
    """Refuses as if there were no such dossier: what another commune has is not even a rumour."""
    if not Dossier.objects.visible_to(officer, day).filter(pk=dossier.pk).exists():
        raise not_found()


def may_see_person(officer: Officer, dossier: Dossier, day: date) -> bool:
    """Whose dossier it is: only for those of the commune that handles it, not for the province."""
    return any(post.unit.commune_id == dossier.center.commune_id for post in officer.posts_on(day))


def not_found() -> Refusal:
    return NotFound(
        "no_dossier", Words(vi="Không có hồ sơ này.", en="There is no such dossier.")
    )


def _of_another(step: Step) -> Words:
    name = step.officer.name_vi if step.officer else ""
    return Words(vi=f"Bước này đã giao cho {name}.", en=f"This step is assigned to {name}.")
