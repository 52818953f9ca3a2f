"""Finding Vietnamese text without diacritics.

People type "dang ky khai sinh", "Đăng ký khai sinh" or "ĐK khai sinh" and mean the same. Neither SQLite's
FTS5 nor a bare PostgreSQL folds Vietnamese (unicode61 leaves "đ", and plain NFD followed by dropping
non-ASCII loses "Đ" whole), so text is folded here and stored in a search column beside the original.

>>> fold("Đăng ký KHAI SINH (có yếu tố nước ngoài)")
'dang ky khai sinh co yeu to nuoc ngoai'
>>> fold("Xã Đại Đồng"), fold("Hoà") == fold("Hòa")
('xa dai dong', True)
>>> matches("sinh khai", fold("Thủ tục đăng ký khai sinh"))
True
>>> matches("ĐK khai sinh", fold("Đăng ký khai sinh"))
True
>>> score("khai sinh", fold("Khai sinh lưu động")) > score("khai sinh", fold("Đăng ký khai sinh"))
True
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[^0-9a-z]+")

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "cc": ("chung", "thuc"),
    "dk": ("dang", "ky"),
    "hkd": ("ho", "kinh", "doanh"),
    "kh": ("ket", "hon"),
    "ks": ("khai", "sinh"),
    "kt": ("khai", "tu"),
    "qsdd": ("quyen", "su", "dung", "dat"),
    "tthc": ("thu", "tuc", "hanh", "chinh"),
    "ubnd": ("uy", "ban", "nhan", "dan"),
}
"""What officers write short, folded, and the words it stands for. Kept to what is said at every counter."""


def fold(text: str) -> str:
    """Lower-case ASCII words of the text, one space between: for a search column and for queries.

    "đ" is replaced before decomposing, because it has no decomposition. Tone marks, old or new style,
    composed or not, all go; everything that is neither letter nor digit parts words. "ð" is what old
    keyboards and files carry in place of "đ".
    """
    lowered = text.casefold().replace("đ", "d").replace("ð", "d")
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", bare).strip()


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query as typed, abbreviations left as they are."""
    return tuple(fold(query).split())


def matches(query: str, folded: str) -> bool:
    """Whether every word of the query begins some word of the folded text, in any order.

    A word that is an abbreviation matches by itself or by the words it stands for. An empty query
    matches everything.
    """
    present = folded.split()
    return all(_present(word, present) for word in words_of(query))


def score(query: str, folded: str) -> int:
    """How well the folded text answers the query, for ranking; 0 is no match, more is better.

    The text begins with the query's phrase: 4. The phrase stands at the start of a word: 3. Every word
    of the query begins a word: 2. Every word stands somewhere: 1.
    """
    phrase = " ".join(_spelled_out(words_of(query)))
    if folded.startswith(phrase):
        return 4
    if f" {phrase}" in folded:
        return 3
    if matches(query, folded):
        return 2
    return 1 if all(word in folded for word in phrase.split()) else 0


def _present(word: str, present: list[str]) -> bool:
    if any(other.startswith(word) for other in present):
        return True
    meant = ABBREVIATIONS.get(word)
    return meant is not None and all(part in present for part in meant)


def _spelled_out(words: tuple[str, ...]) -> list[str]:
    return [part for word in words for part in ABBREVIATIONS.get(word, (word,))]
