import django.db.models.deletion
import motcua.base.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossiers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('stars', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, default='', max_length=1000)),
                ('at', models.DateTimeField()),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='dossiers.dossier')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('stars__range', (1, 5))), name='stars_one_to_five')],
            },
        ),
    ]
