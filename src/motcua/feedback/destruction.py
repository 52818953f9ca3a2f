"""What somebody wrote about a dossier goes with it; how they found it stays."""

from motcua.base.actions import part_of_action
from motcua.base.models import Event
from motcua.base.subscriptions import subscribe_effect
from motcua.feedback.models import Rating

SUBJECT = "dossier/"


def register() -> None:
    subscribe_effect(["dossier.destroyed"], forget_words)


@part_of_action
def forget_words(event: Event) -> None:
    """In the transaction of the destruction itself."""
    code = event.subject.removeprefix(SUBJECT)
    Rating.objects.filter(dossier__code=code).update(words="")
