from django.db import migrations

from motcua.base.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]

    operations = [
        migrations.RunPython(
            protect("base_event", unique=(("id",), ("stream", "number"))), migrations.RunPython.noop
        )
    ]
