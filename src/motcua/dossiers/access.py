"""Who may do what with a dossier: permission pairs. ``check_may_x`` raises a sentence, ``may_x`` answers."""

from datetime import date

from motcua.domain.refusal import Conflict, Forbidden, NotFound, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import four_eyes
from motcua.dossiers.models import Decision, Dossier, Return, Step
from motcua.people.absences import posts_taken, substituted_by
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Center

RECEIVING = (Role.COUNTER, Role.CENTER_HEAD)
KEEPERS = (Role.COUNTER, Role.CENTER_HEAD, Role.LEADER)
"""Who may read the register of their center: it names every person."""


def check_may_receive(officer: Officer, center: Center, day: date) -> Post:
    """The post at this center, own or of somebody absent, under which the officer receives and returns.
    Decree 118/2025 Art 8."""
    for post in posts_taken(officer, day):
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
    """The post under which this officer takes the step whose turn it is: their own, or that of somebody
    absent for whom they stand in that day."""
    if step.done_at is not None:
        raise Conflict("step_done", done_words(step))
    post = _post_for(officer, step, day)
    if post is None:
        away = (_post_for(absent, step, day) for absent in substituted_by(officer, day))
        post = next((found for found in away if found), None)
    if post is not None:
        four_eyes.check(officer, step)
        return post
    if step.officer_id and step.officer_id != officer.pk:
        raise Forbidden("step_of_another", _of_another(step), basis="Nghị định 118/2025/NĐ-CP")
    raise Forbidden(
        "step_not_yours",
        Words(
            vi=f"Bước “{step.name_vi}” thuộc {step.unit.name_vi}, không thuộc chức danh của bạn.",
            en=f"The step “{step.name_in('en')}” belongs to {step.unit.name_in('en')}, not to your post.",
        ),
        basis="Nghị định 118/2025/NĐ-CP",
    )


def _post_for(officer: Officer, step: Step, day: date) -> Post | None:
    """The officer's own post that this step is for, unless it was given to somebody else by name."""
    if step.officer_id not in (None, officer.pk):
        return None
    posts = officer.posts_on(day)
    return next((post for post in posts if post.role == step.role and post.unit_id == step.unit_id), None)


def may_take_step(officer: Officer, step: Step, day: date) -> bool:
    try:
        check_may_take_step(officer, step, day)
    except Refusal:
        return False
    return True


def check_may_stop(officer: Officer, dossier: Dossier, day: date) -> None:
    """The head of the unit in charge, or a leader of the commune (domain.states: HEAD, LEADER)."""
    if not _leads(officer, dossier, day):
        raise Forbidden(
            "not_the_head",
            Words(
                vi="Chỉ trưởng phòng phụ trách hoặc lãnh đạo xã được dừng giải quyết hồ sơ.",
                en="Only the head of the unit in charge or a leader of the commune may stop a dossier.",
            ),
            basis="Thông tư 03/2025/TT-VPCP, Điều 7",
        )


def may_stop(officer: Officer, dossier: Dossier, day: date) -> bool:
    return _leads(officer, dossier, day)


def is_decided(dossier: Dossier) -> bool:
    """Somebody has signed, even if the result is not issued yet."""
    return Decision.objects.filter(dossier=dossier).exists()


def check_may_close(officer: Officer, dossier: Dossier, day: date) -> None:
    """Closing an unanswered request is for the center that asked, or for who leads the matter."""
    if not _leads(officer, dossier, day):
        check_may_receive(officer, dossier.center, day)


def _leads(officer: Officer, dossier: Dossier, day: date) -> bool:
    commune = dossier.center.commune_id
    units = {step.unit_id for step in dossier.steps.all()}
    return any(
        (post.role == Role.LEADER and post.unit.commune_id == commune)
        or (post.role == Role.HEAD_OF_UNIT and post.unit_id in units)
        for post in officer.posts_on(day)
    )


def check_may_see(officer: Officer, dossier: Dossier, day: date) -> None:
    """Refuses as if there were no such dossier: what another commune has is not even a rumour."""
    if not Dossier.objects.visible_to(officer, day).filter(pk=dossier.pk).exists():
        raise not_found()


def may_see_person(officer: Officer, dossier: Dossier, day: date) -> bool:
    """Whose dossier it is: only for those of the commune that handles it, not for the province."""
    return any(post.unit.commune_id == dossier.center.commune_id for post in officer.posts_on(day))


def check_may_see_person(officer: Officer, dossier: Dossier, day: date) -> None:
    """Papers with somebody's name are for the commune in charge."""
    if not may_see_person(officer, dossier, day):
        raise Forbidden(
            "personal_data",
            Words(
                vi="Giấy tờ có thông tin cá nhân; chỉ cán bộ của xã đang giải quyết được xem.",
                en="These papers have personal data; only officers of the commune in charge may see them.",
            ),
            basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
        )


def check_may_read_register(officer: Officer, day: date) -> Center:
    """The officer's center, whose register it is; those of the province see figures, not persons."""
    for post in posts_taken(officer, day):
        if post.role in KEEPERS and post.unit.commune_id:
            return Center.objects.select_related("commune", "unit__parent").get(commune=post.unit.commune_id)
    raise Forbidden(
        "register_of_another",
        Words(
            vi="Sổ theo dõi hồ sơ chỉ dành cho cán bộ một cửa, giám đốc Trung tâm và lãnh đạo của xã.",
            en="The register is for the center's counter officers and director, and the commune's leaders.",
        ),
        basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
    )


def may_read_register(officer: Officer, day: date) -> bool:
    return any(post.role in KEEPERS and post.unit.commune_id for post in posts_taken(officer, day))


def not_found() -> Refusal:
    return NotFound("no_dossier", Words(vi="Không có hồ sơ này.", en="There is no such dossier."))


def another_step(dossier: Dossier, step: Step | None) -> Conflict:
    """Somebody pressed first, or the page was old: say who did what and when, and what comes now."""
    last = dossier.steps.filter(done_at__isnull=False).select_related("done_by").last()
    done = done_words(last) if last else None
    now_vi = f"Hồ sơ đang ở bước “{step.name_vi}”." if step else "Hồ sơ không còn bước nào chờ làm."
    now_en = (
        f"The dossier is now at “{step.name_in('en')}”." if step else "No step of the dossier is waiting."
    )
    return Conflict(
        "another_step",
        Words(vi=f"{done.vi} {now_vi}", en=f"{done.en} {now_en}") if done else Words(now_vi, now_en),
    )


def already_returned(handover: Return) -> Conflict:
    """Somebody handed the result over first: who, and when; or the applicant downloaded it."""
    at = f"{local(handover.at):%H:%M %d/%m/%Y}"
    name = handover.by.name_vi if handover.by else ""
    if not name:
        words = Words(
            vi=f"Người nộp đã tải kết quả điện tử lúc {at}.",
            en=f"The applicant downloaded the result at {at}.",
        )
        return Conflict("already_returned", words)
    return Conflict(
        "already_returned",
        Words(
            vi=f"{name} đã trả kết quả này lúc {at}.",
            en=f"{name} handed this result over at {at}.",
        ),
    )


def done_words(step: Step) -> Words:
    """Who completed the step, or led the dossier back from it, and when."""
    name = step.done_by.name_vi if step.done_by else ""
    at = f"{local(step.done_at):%H:%M %d/%m/%Y}" if step.done_at else ""
    did = DID.get(step.outcome, DID[Step.Outcome.DONE])
    return Words(
        vi=f"{name} {did.vi} bước “{step.name_vi}” lúc {at}.",
        en=f"{name} {did.en} the step “{step.name_in('en')}” at {at}.",
    )


DID: dict[str, Words] = {
    Step.Outcome.DONE: Words("đã hoàn thành", "completed"),
    Step.Outcome.SENT_BACK: Words("đã trả lại hồ sơ từ", "sent the dossier back from"),
    Step.Outcome.TAKEN_BACK: Words("đã rút lại hồ sơ từ", "took the dossier back from"),
    Step.Outcome.ENDED: Words("đã kết thúc hồ sơ ở", "ended the dossier at"),
}


def _of_another(step: Step) -> Words:
    name = step.officer.name_vi if step.officer else ""
    return Words(vi=f"Bước này đã giao cho {name}.", en=f"This step is assigned to {name}.")
