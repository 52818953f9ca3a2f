from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.dossiers import competence, recounted, sealing, silences, watching
        from motcua.dossiers import events as _events  # noqa: F401 - declares the events

        watching.register()
        silences.register()
        recounted.register()
        competence.register()
        sealing.register_errand()
