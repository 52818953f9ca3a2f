from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.dossiers import guarding_competence as competence
from motcua.dossiers import guarding_results as results

GUARDS = (
    results.RESULTS_STAY,
    results.REISSUES_STAY,
    results.REVOCATIONS_STAY,
    results.POSTAL_NEWS_STAY,
    results.DELIVERY_CHANGES_STAY,
    competence.REVOCATIONS_ARE_COMPETENT,
    competence.REISSUES_ARE_COMPETENT,
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_money")]

    operations = [
        *(migrations.RunPython(create(guard), migrations.RunPython.noop) for guard in GUARDS),
        migrations.RunPython(protect("dossiers_download", unique=(("id",),)), migrations.RunPython.noop),
    ]
