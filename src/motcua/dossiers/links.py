"""Addresses that papers and messages carry, which are written outside any request."""

from django.conf import settings

from motcua.dossiers.models import Dossier


def resident_page(dossier: Dossier) -> str:
    """The page on which the resident follows the dossier; its token is all it gives away."""
    return f"{settings.PUBLIC_ADDRESS}/d/{dossier.token}"
