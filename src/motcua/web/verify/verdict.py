"""What the signatures of a file come to, in one sentence a person can act on."""

from dataclasses import dataclass

from motcua.domain.words import Words
from motcua.people.signing import Signature

DEMO = "DEMO "


@dataclass(frozen=True, slots=True)
class Verdict:
    """``tone`` is the notice's look: good, warn or stop."""

    tone: str
    icon: str
    title: Words
    advice: Words


def verdict_on(signatures: list[Signature]) -> Verdict:
    """The worst of what was found decides: altered before unknown, unknown before demo, demo before good.

    Of an altered file nothing more is said: who signed another content vouches for none of this one.
    """
    if not signatures:
        return Verdict("warn", "warning", *UNSIGNED)
    if any(is_altered(signature) for signature in signatures):
        return Verdict("stop", "stop", *ALTERED)
    if any(not signature.is_trusted for signature in signatures):
        return Verdict("warn", "warning", *STRANGER)
    if any(is_demo(signature) for signature in signatures):
        return Verdict("warn", "warning", *TRIAL)
    return Verdict("good", "check", *GOOD)


def certificate_of(signature: Signature) -> Words | None:
    """What its certificate is worth in one phrase; nothing where the content is not what was signed."""
    if is_altered(signature):
        return None
    if not signature.is_trusted:
        return Words(vi="Không do nơi được tin cậy cấp", en="Not from a trusted authority")
    if is_demo(signature):
        return Words(
            vi="Do bản dùng thử (DEMO) cấp; không có giá trị pháp lý",
            en="Issued by the DEMO; of no legal value",
        )
    return Words(vi="Do nơi được tin cậy cấp", en="Issued by a trusted authority")


def is_altered(signature: Signature) -> bool:
    return not signature.is_intact or signature.changed_since


def is_demo(signature: Signature) -> bool:
    """Whether its certificate was made for trying out; its name says so."""
    return signature.signer.startswith(DEMO)


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
        vi="Nội dung không còn đúng như lúc ký và đóng dấu, nên các chữ ký không còn bảo đảm cho tệp này. "
        "Đừng dùng tệp này; hãy xin lại bản gốc ở nơi đã ban hành.",
        en="It no longer says what was signed and sealed, so no signature vouches for it. Do not use it; "
        "ask whoever issued it for the original.",
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
TRIAL = (
    Words(
        vi="Tệp còn nguyên vẹn, nhưng do bản dùng thử (DEMO) ký nên không có giá trị pháp lý",
        en="The file is intact, but the DEMO signed it, so it has no legal value",
    ),
    Words(
        vi="Từ khi ký đến nay không có chữ nào bị thay đổi. Nhưng chứng thư số do chính bản dùng thử này "
        "cấp, không phải do tổ chức chứng thực có phép.",
        en="Not a letter was changed since it was signed. But the certificate was made by this demo itself, "
        "not by a licensed authority.",
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
