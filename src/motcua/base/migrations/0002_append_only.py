from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.chain_head import HEAD_FOLLOWS
from motcua.base.guards import create


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("base_event", unique=(("id",), ("stream", "number"))), migrations.RunPython.noop
        ),
        migrations.RunPython(create(HEAD_FOLLOWS), migrations.RunPython.noop),
    ]
