from django.urls import path

from motcua.web.setup import hall, hall_points

urlpatterns = [
    path("", hall.overview, name="setup_hall"),
    path("/rules", hall.rules, name="setup_hall_rules"),
    path("/fields/<slug:code>", hall.field, name="setup_hall_field"),
    path("/door", hall.door, name="setup_hall_door"),
    path("/points/new", hall_points.new_point, name="setup_point_new"),
    path("/points/<uuid:pk>", hall_points.point, name="setup_point"),
    path("/counters/<int:number>", hall_points.counter, name="setup_counter_place"),
    path("/devices/<uuid:pk>", hall_points.device, name="setup_device_place"),
    path("/pairing", hall_points.pairing, name="setup_pairing"),
]
