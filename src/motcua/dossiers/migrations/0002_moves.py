from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.dossiers.guarding import FORMS_STAY, STATES_FOLLOW_MOVES
from motcua.dossiers.guarding_competence import DECISIONS_ARE_COMPETENT
from motcua.dossiers.guarding_steps import DECISIONS_WAIT_FOR_OPINIONS, HAND_OVERS_STAY, OPINIONS_STAY


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("dossiers_movement", unique=(("id",), ("dossier_id", "position"))),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(create(STATES_FOLLOW_MOVES), migrations.RunPython.noop),
        migrations.RunPython(create(DECISIONS_ARE_COMPETENT), migrations.RunPython.noop),
        migrations.RunPython(create(FORMS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(HAND_OVERS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(OPINIONS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(DECISIONS_WAIT_FOR_OPINIONS), migrations.RunPython.noop),
        migrations.RunPython(
            protect("dossiers_undonedecision", unique=(("id",),)),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            protect("dossiers_revisionmove", unique=(("id",),)), migrations.RunPython.noop
        ),
    ]
