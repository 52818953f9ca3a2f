"""An amount in Vietnamese words, as every receipt repeats it.

>>> in_words(15_000)
'Mười lăm nghìn đồng'
>>> in_words(1_200_021)
'Một triệu hai trăm nghìn không trăm hai mươi mốt đồng'
>>> in_words(2_000_000_105)
'Hai tỷ một trăm linh năm đồng'
>>> in_words(0)
'Không đồng'
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
BILLION = 1_000_000_000


def in_words(amount: int) -> str:
    """A whole number of dong from 0 up."""
    said = " ".join(_whole(amount)) if amount else DIGITS[0]
    return f"{said[:1].upper()}{said[1:]} đồng"


def _whole(amount: int) -> list[str]:
    billions, rest = divmod(amount, BILLION)
    words = [*_whole(billions), "tỷ"] if billions else []
    for scale in (2, 1, 0):
        group = rest // 1000**scale % 1000
        if group:
            # A group after a spoken one is said with its hundreds: "nghìn không trăm hai mươi".
            words += _group(group, whole=bool(words))
            words += [SCALES[scale]] if scale else []
    return words


def _group(group: int, *, whole: bool) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or whole:
        words += [DIGITS[hundreds], "trăm"]
    if tens == 0:
        return words + ((["linh"] if words else []) + [DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(DIGITS[ones])
    return words
