from django.urls import include, path

from motcua.web.setup import absences, accounts, calendar, fees, grants, home, results, retention

urlpatterns = [
    path("", home.home, name="setup"),
    path("procedures/", include("motcua.web.setup.procedures_urls")),
    path("calendar", calendar.page, name="setup_calendar"),
    path("calendar/change", calendar.change, name="setup_calendar_change"),
    path("retention", retention.register, name="setup_retention"),
    path("retention/entry", retention.entry, name="setup_retention_entry"),
    path("retention/<uuid:pk>/end", retention.end, name="setup_retention_end"),
    path("fees", fees.register, name="setup_fees"),
    path("fees/tariffs/entry", fees.tariff, name="setup_tariff_entry"),
    path("fees/tariffs/<uuid:pk>/end", fees.end_tariff, name="setup_tariff_end"),
    path("fees/classes/entry", fees.exempted, name="setup_class_entry"),
    path("fees/classes/<uuid:pk>/end", fees.end_class, name="setup_class_end"),
    path("fees/account", accounts.account, name="setup_account"),
    path("results", results.register, name="setup_results"),
    path("results/entry", results.entry, name="setup_result_entry"),
    path("results/<uuid:pk>/end", results.end, name="setup_result_end"),
    path("grants", grants.register, name="setup_grants"),
    path("grants/entry", grants.entry, name="setup_grant_entry"),
    path("grants/<uuid:pk>/delegation", grants.delegation, name="setup_grant_delegation"),
    path("grants/<uuid:pk>/revocation", grants.revocation, name="setup_grant_revocation"),
    path("absences", absences.register, name="setup_absences"),
    path("absences/entry", absences.entry, name="setup_absence_entry"),
    path("absences/<uuid:pk>/end", absences.end, name="setup_absence_end"),
]
