"""Which voices call people in one center: its dialect first, then other languages spoken there."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.models import BoardVoices
from motcua.hall.setup_access import check_may_set_hall
from motcua.hall.voice import voices
from motcua.people.models import Officer
from motcua.places.models import Center

MOST_VOICES = 3
"""A call in more voices would still be spoken while the next people are called."""


@action
def set_voices(center: Center, *, names: list[str], by: Officer, now: datetime) -> BoardVoices:
    """Every call is spoken in these voices, one after the other; none: the boards are silent.

    Raises ``Invalid`` for a voice that lacks clips or is named twice, and for more than ``MOST_VOICES``.
    """
    check_may_set_hall(by, center, now)
    if len(names) > MOST_VOICES or len(set(names)) < len(names):
        raise Invalid(
            "voice_twice",
            Words(
                f"Chọn nhiều nhất {MOST_VOICES} giọng, mỗi giọng một lần.",
                f"Choose at most {MOST_VOICES} voices, each once.",
            ),
            field="voices",
        )
    ready = {voice.name for voice in voices.speaking(names)}
    for name in names:
        if name not in ready:
            raise Invalid(
                "voice_not_ready",
                Words("Giọng này chưa đủ tiếng để gọi mọi số.", "This voice cannot speak every call yet."),
                field="voices",
            )
    row = BoardVoices.objects.filter(center=center).first() or BoardVoices(id=new_id(), center=center)
    row.names = names
    row.save()
    record("hall.voices_set", row, by=by, at=now, voices="+".join(names))
    return row
