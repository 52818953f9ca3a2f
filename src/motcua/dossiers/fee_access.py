"""Who may set what is charged, and where the money goes."""

from datetime import date

from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Center

RULING = (Role.PROVINCE, Role.DEPARTMENT)


def check_may_set_fees(officer: Officer, day: date) -> Post:
    """The tariff and the exempted classes are the province's: its leaders' office and its departments."""
    for post in officer.posts_on(day):
        if post.role in RULING:
            return post
    raise Forbidden(
        "not_of_the_province",
        Words(
            vi="Mức thu và diện miễn, giảm do tỉnh quy định; tài khoản của bạn không sửa được.",
            en="The tariff and who is exempt are the province's to set; your log-in may not.",
        ),
    )


def may_set_fees(officer: Officer, day: date) -> bool:
    try:
        check_may_set_fees(officer, day)
    except Refusal:
        return False
    return True


def check_may_set_account(officer: Officer, center: Center, day: date) -> Post:
    """Where people are told to send money, only the head of the center says."""
    for post in officer.posts_on(day):
        if post.role == Role.CENTER_HEAD and post.unit.commune_id == center.commune_id:
            return post
    raise Forbidden(
        "not_head_of_the_center",
        Words(
            vi=f"Chỉ giám đốc Trung tâm của {center.name_vi} được đổi tài khoản nhận tiền.",
            en=f"Only the head of the center of {center.name_in('en')} may change its account.",
        ),
    )
