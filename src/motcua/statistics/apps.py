from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "motcua.statistics"
    label = "statistics"

    def ready(self) -> None:
        from motcua.statistics import subscriptions

        subscriptions.register()
