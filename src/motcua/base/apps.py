from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "motcua.base"
    label = "base"

    def ready(self) -> None:
        from motcua.base import events, outgoing  # noqa: F401 - declares the events

        outgoing.register()
