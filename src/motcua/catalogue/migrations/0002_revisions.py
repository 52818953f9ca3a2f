from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.catalogue.guarding import FOUR_EYES, ONE_REVISION_A_DAY, TEXT_STAYS


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("catalogue_revisionact", unique=(("id",),)), migrations.RunPython.noop
        ),
        *(
            migrations.RunPython(create(guard), migrations.RunPython.noop)
            for guard in (TEXT_STAYS, ONE_REVISION_A_DAY, FOUR_EYES)
        ),
    ]
