from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "motcua.people"
    label = "people"

    def ready(self) -> None:
        from motcua.people import events  # noqa: F401 - declares the events
