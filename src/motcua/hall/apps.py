from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "motcua.hall"
    label = "hall"

    def ready(self) -> None:
        from motcua.hall import events  # noqa: F401 - declares the events
