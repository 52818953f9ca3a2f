from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "motcua.hall"
    label = "hall"

    def ready(self) -> None:
        from motcua.hall import (
            counter_plans,
            fair_start,
            foresight,
            print_upkeep,
            service_times,
            turn_notices,
            upkeep,
        )
        from motcua.hall import events as _events  # noqa: F401 - declares the events

        upkeep.register()
        fair_start.register()
        service_times.register()
        foresight.register()
        counter_plans.register()
        turn_notices.register()
        print_upkeep.register()
