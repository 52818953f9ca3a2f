import django.db.models.deletion
import motcua.base.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossiers', '0001_initial'),
        ('hall', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('stars', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, default='', max_length=1000)),
                ('at', models.DateTimeField()),
                ('dossier', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='dossiers.dossier')),
                ('ticket', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='hall.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='rating_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stars__range', (1, 5))), name='stars_one_to_five'), models.CheckConstraint(condition=models.Q(models.Q(('dossier__isnull', False), ('ticket__isnull', True)), models.Q(('dossier__isnull', True), ('ticket__isnull', False)), _connector='OR'), name='rating_of_a_dossier_or_a_visit')],
            },
        ),
    ]
