from django.db import migrations

from motcua.base.guards import create
from motcua.people.guarding import ABSENT_ONCE, DELEGATION_STAYS, GRANTS_STAND_AS_ENTERED


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(create(guard), migrations.RunPython.noop)
        for guard in (GRANTS_STAND_AS_ENTERED, DELEGATION_STAYS, ABSENT_ONCE)
    ]
