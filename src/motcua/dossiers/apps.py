from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.dossiers import competence, events, watching  # noqa: F401 - declares the events

        watching.register()
        competence.register()
