from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.feedback"
    label = "feedback"

    def ready(self) -> None:
        from motcua.feedback import destruction, events, upkeep  # noqa: F401 - declares the events

        destruction.register()
        upkeep.register()
