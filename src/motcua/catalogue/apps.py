from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from motcua.catalogue import events, renaming  # noqa: F401 - declares the events

        renaming.register()
