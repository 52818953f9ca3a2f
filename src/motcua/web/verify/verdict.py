"""What the signatures of a file come to, in one sentence a person can act on."""

from dataclasses import dataclass

from motcua.domain.words import Words
from motcua.people.signing import Signature

DEMO = "DEMO "


@dataclass(frozen=True, slots=True)
class Verdict:
    """``tone`` is the notice's look: good, warn or stop; ``is_demo``: a certificate of no legal value."""

    tone: str
    icon: str
    title: Words
    advice: Words
    is_demo: bool = False


def verdict_on(signatures: list[Signature]) -> Verdict:
    """The worst of what was found decides: altered before unknown, unknown before good."""
    is_demo = any(signature.signer.startswith(DEMO) for signature in signatures)
    if not signatures:
        return Verdict("warn", "warning", *UNSIGNED)
    if any(not signature.is_intact or signature.changed_since for signature in signatures):
        return Verdict("stop", "stop", *ALTERED, is_demo)
    if any(not signature.is_trusted for signature in signatures):
        return Verdict("warn", "warning", *STRANGER, is_demo)
    return Verdict("good", "check", *GOOD, is_demo)


UNSIGNED = (
    Words(vi="Tệp này không có chữ ký số nào", en="This file carries no digital signature"),
    Words(
        vi="Không thể biết ai đã lập tệp này. Nếu đây là bản chụp một văn bản giấy, hãy dùng hai mã in "
        "trên giấy.",
        en="Nobody can tell who made it. If it is a scan of a paper, use the two codes printed on the paper.",
    ),
)
ALTERED = (
    Words(vi="Tệp đã bị thay đổi sau khi ký", en="The file was altered after it was signed"),
    Words(
        vi="Đừng dùng tệp này. Hãy xin lại bản gốc ở nơi đã ban hành.",
        en="Do not use it. Ask whoever issued it for the original.",
    ),
)
STRANGER = (
    Words(
        vi="Tệp còn nguyên vẹn nhưng không rõ người ký", en="The file is intact, but its signer is unknown"
    ),
    Words(
        vi="Chứng thư số của người ký không do nơi mà hệ thống này tin cậy cấp. Hãy hỏi lại nơi đã ban hành.",
        en="The signer's certificate was not issued by anybody trusted here. Ask whoever issued the file.",
    ),
)
GOOD = (
    Words(
        vi="Tệp còn nguyên vẹn, mọi chữ ký số đều đúng", en="The file is intact and every signature is right"
    ),
    Words(
        vi="Từ khi ký đến nay không có chữ nào bị thay đổi.",
        en="Not a letter was changed since it was signed.",
    ),
)
