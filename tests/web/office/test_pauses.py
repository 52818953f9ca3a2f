"""A land dossier waits for its tax in the office's pages: the notice, the standing term, the proof."""

import pytest

from motcua.domain.states import State
from motcua.dossiers.models import Dossier
from tests.dossiers.till import appraised, specialist_of

NOTICE = {"number": "TB-12/CT", "day": "2026-11-20", "agency": "Thuế cơ sở", "amount": "12.500.000"}


@pytest.fixture
def dossier(cast):
    return appraised(cast)


def test_the_notice_pauses_and_the_paper_resumes(desk, dossier):
    client, at = desk(specialist_of(dossier)), f"/office/dossiers/{dossier.code}"
    assert f"{at}/pause" in client.get(at).content.decode()
    empty = client.post(f"{at}/pause", {"day": "hôm nay"})
    assert empty.status_code == 422
    assert client.post(f"{at}/pause", NOTICE).status_code == 302
    page = client.get(at).content.decode()
    assert "12.500.000" in page
    assert "step-completion" not in page
    assert client.get(f"{at}/pause").status_code == 409
    assert client.post(f"{at}/resumption", {"reference": ""}).status_code == 422
    client.post(f"{at}/resumption", {"reference": "GNT 1"})
    assert Dossier.objects.get(pk=dossier.pk).state == State.IN_PROCESS
    assert "step-completion" in client.get(at).content.decode()
