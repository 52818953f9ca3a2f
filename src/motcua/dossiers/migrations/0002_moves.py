from django.db import migrations

from motcua.base.append_only import protect
from motcua.dossiers.guarding import STATES_FOLLOW_MOVES, create


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("dossiers_movement", unique=(("id",), ("dossier_id", "position"))),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(create(STATES_FOLLOW_MOVES), migrations.RunPython.noop),
    ]
