"""How a result reaches its applicant, and what can become of one that is given to the post.

Law: Decree 118/2025/NĐ-CP Art 22 and Decree 61/2018/NĐ-CP Art 20: at the place and time on the receipt, or by
public post or electronically where the applicant registered it (invariant 11 of ``domain.md`` 1.8).

>>> after(Posting.POSTED, News.DELIVERED)
<Posting.DELIVERED: 'delivered'>
>>> after(Posting.PREPARED, News.DELIVERED)
Traceback (most recent call last):
    ...
motcua.domain.refusal.Refusal: The letter is prepared, so it cannot be entered as delivered.
"""

from enum import StrEnum

from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words

BASIS = "Nghị định 118/2025/NĐ-CP, Điều 22"


class Way(StrEnum):
    """Where the applicant receives the result; at the center of reception unless they register another."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"

    @property
    def words(self) -> Words:
        return WAYS[self]


WAYS: dict[Way, Words] = {
    Way.COUNTER: Words("Trực tiếp tại Trung tâm", "At the counter of the center"),
    Way.POST: Words("Qua bưu chính công ích", "By public post"),
    Way.ELECTRONIC: Words("Bản điện tử", "Electronically"),
}


class Posting(StrEnum):
    """Where a letter stands."""

    PREPARED = "prepared"
    POSTED = "posted"
    UNDELIVERABLE = "undeliverable"
    DELIVERED = "delivered"
    BACK = "back"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return POSTINGS[self]


class News(StrEnum):
    """What happened to a letter, each with its date."""

    POSTED = "posted"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    BACK = "back"
    CANCELLED = "cancelled"


POSTINGS: dict[Posting, Words] = {
    Posting.PREPARED: Words("đã đóng gói, chờ giao bưu chính", "prepared"),
    Posting.POSTED: Words("bưu chính đang chuyển", "with the carrier"),
    Posting.UNDELIVERABLE: Words("bưu chính không phát được", "undeliverable"),
    Posting.DELIVERED: Words("đã phát", "delivered"),
    Posting.BACK: Words("đã hoàn về Trung tâm", "returned to the center"),
    Posting.CANCELLED: Words("đã hủy, chưa gửi", "cancelled before it was sent"),
}
AFTER: dict[Posting, tuple[News, ...]] = {
    Posting.PREPARED: (News.POSTED, News.CANCELLED),
    Posting.POSTED: (News.DELIVERED, News.UNDELIVERABLE, News.BACK),
    Posting.UNDELIVERABLE: (News.DELIVERED, News.BACK),
    Posting.DELIVERED: (),
    Posting.BACK: (),
    Posting.CANCELLED: (),
}
"""What may be entered next. A second attempt may succeed, so what was undeliverable can be delivered."""
UNDER_WAY = (Posting.PREPARED, Posting.POSTED, Posting.UNDELIVERABLE)
AWAY = (Posting.POSTED, Posting.UNDELIVERABLE)
"""The carrier has the letter: nobody can be handed it at the counter."""


def after(posting: Posting, news: News) -> Posting:
    """Where the letter stands after the news; ``Refusal`` (``news_not_possible``) for what cannot be."""
    if news not in AFTER[posting]:
        entered = Posting(news).words
        raise Refusal(
            "news_not_possible",
            Words(
                vi=f"Bưu gửi ở tình trạng “{posting.words.vi}” nên không thể ghi “{entered.vi}”.",
                en=f"The letter is {posting.words.en}, so it cannot be entered as {entered.en}.",
            ),
            field="news",
        )
    return Posting(news)


def way_of(text: str, field: str = "return_way") -> Way:
    """The way as it was typed or sent; ``Invalid`` for any other."""
    try:
        return Way(text)
    except ValueError:
        raise Invalid(
            "return_way_wrong",
            Words(vi="Chọn cách nhận kết quả.", en="Choose how the result is to be received."),
            basis=BASIS,
            field=field,
        ) from None
