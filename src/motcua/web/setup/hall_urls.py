"""``/setup/hall``: the hall's rules, its fields, closures, receiving points, devices."""

from django.urls import path

from motcua.web.setup import closures, hall, hall_points, voices

urlpatterns = [
    path("hall", hall.overview, name="setup_hall"),
    path("hall/rules", hall.rules, name="setup_hall_rules"),
    path("hall/fields/<slug:code>", hall.field, name="setup_hall_field"),
    path("hall/voices", voices.board_voices, name="setup_hall_voices"),
    path("hall/door", hall.door, name="setup_hall_door"),
    path("hall/closures", closures.register, name="setup_closures"),
    path("hall/closures/new", closures.entry, name="setup_closure_new"),
    path("hall/closures/<uuid:pk>/end", closures.end, name="setup_closure_end"),
    path("hall/points/new", hall_points.new_point, name="setup_point_new"),
    path("hall/points/<uuid:pk>", hall_points.point, name="setup_point"),
    path("hall/counters/<int:number>", hall_points.counter, name="setup_counter_place"),
    path("hall/devices/<uuid:pk>", hall_points.device, name="setup_device_place"),
    path("hall/pairing", hall_points.pairing, name="setup_pairing"),
]
