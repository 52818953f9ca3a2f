from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.dossiers.guarding_destruction import DESTRUCTION_IS_APPROVED


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_results")]

    operations = [
        migrations.RunPython(create(DESTRUCTION_IS_APPROVED), migrations.RunPython.noop),
        migrations.RunPython(
            protect("dossiers_destructioncertificate", unique=(("list_id",),)), migrations.RunPython.noop
        ),
    ]
