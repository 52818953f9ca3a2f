"""What a list may show of a person: enough to recognise, too little to know.

Law: Personal Data Protection Law 91/2025/QH15 Art 3(2) (only what the purpose needs) and Decree
356/2025/NĐ-CP Art 3 (the personal identification number is personal data). Full values stand only where
the work needs them, and reading them there is logged.

>>> person_id("040958000012"), phone("0912345678"), name("Trần Thị Mẫu")
('0409******12', '0912***678', 'T. T. M.')
"""


def person_id(number: str) -> str:
    """A personal number with four digits in front and two behind; anything shorter is covered whole."""
    return _covered(number, front=4, back=2)


def phone(number: str) -> str:
    """A telephone number with four digits in front and three behind."""
    return _covered(number, front=4, back=3)


def name(full_name: str) -> str:
    """The initials of a name, for lists that others can see."""
    return " ".join(f"{word[0].upper()}." for word in full_name.split())


def _covered(text: str, front: int, back: int) -> str:
    hidden = len(text) - front - back
    if hidden < 3:
        return "*" * len(text)
    return f"{text[:front]}{'*' * hidden}{text[-back:]}"
