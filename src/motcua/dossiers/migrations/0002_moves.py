from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.dossiers.guarding import FORMS_STAY, STATES_FOLLOW_MOVES
from motcua.dossiers.guarding_competence import DECISIONS_ARE_COMPETENT
from motcua.dossiers.guarding_destruction import DOORS
from motcua.dossiers.guarding_four_eyes import FOUR_EYES
from motcua.dossiers.guarding_signing import SEALED_FORMS_STAY
from motcua.dossiers.guarding_steps import DECISIONS_WAIT_FOR_OPINIONS, HAND_OVERS_STAY, OPINIONS_STAY
from motcua.dossiers.guarding_words import DOSSIERS_ARE_FOUND


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("dossiers_movement", unique=(("id",), ("dossier_id", "position"))),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(create(STATES_FOLLOW_MOVES), migrations.RunPython.noop),
        migrations.RunPython(create(DECISIONS_ARE_COMPETENT), migrations.RunPython.noop),
        migrations.RunPython(create(FOUR_EYES), migrations.RunPython.noop),
        migrations.RunPython(create(FORMS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(HAND_OVERS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(OPINIONS_STAY), migrations.RunPython.noop),
        migrations.RunPython(create(DOSSIERS_ARE_FOUND), migrations.RunPython.noop),
        migrations.RunPython(create(DECISIONS_WAIT_FOR_OPINIONS), migrations.RunPython.noop),
        migrations.RunPython(
            protect(
                "dossiers_undonedecision",
                unique=(("id",),),
                door=DOORS["dossiers_undonedecision"].condition,
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(protect("dossiers_revisionmove", unique=(("id",),)), migrations.RunPython.noop),
        migrations.RunPython(
            protect("dossiers_opening", unique=(("id",), ("step_id", "officer_id", "digest"))),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(create(SEALED_FORMS_STAY), migrations.RunPython.noop),
    ]
