from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.dossiers import competence, events, silences, watching  # noqa: F401 - declares the events

        watching.register()
        silences.register()
        competence.register()
