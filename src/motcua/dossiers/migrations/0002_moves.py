from django.db import migrations

from motcua.base.append_only import protect
from motcua.dossiers.guarding import STATES_FOLLOW_MOVES, create
from motcua.dossiers.guarding_competence import DECISIONS_ARE_COMPETENT


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("dossiers_movement", unique=(("id",), ("dossier_id", "position"))),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(create(STATES_FOLLOW_MOVES), migrations.RunPython.noop),
        migrations.RunPython(create(DECISIONS_ARE_COMPETENT), migrations.RunPython.noop),
    ]
