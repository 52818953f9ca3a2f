from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "motcua.places"
    label = "places"

    def ready(self) -> None:
        from motcua.places import events  # noqa: F401 - declares the events
