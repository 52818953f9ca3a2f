import django.db.models.deletion
import motcua.base.rows
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Calls',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('made', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'day'), name='calls_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('fields', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('favoured_run', models.PositiveSmallIntegerField(default=0)),
                ('counter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='places.counter')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('counter',), name='counter_open_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('officer',), name='officer_at_one_counter')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('letter', models.CharField(max_length=1)),
                ('last', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'day', 'letter'), name='series_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('series', models.CharField(max_length=1)),
                ('number', models.PositiveIntegerField()),
                ('procedure_code', models.CharField(blank=True, default='', max_length=30)),
                ('dossier_code', models.CharField(blank=True, default='', max_length=45)),
                ('priority', models.CharField(blank=True, default='', max_length=20)),
                ('lane', models.CharField(choices=[('new', 'New'), ('come_back', 'Come Back'), ('result', 'Result')], default='new', max_length=9)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('called', 'Called'), ('serving', 'Serving'), ('held', 'Held'), ('done', 'Done'), ('no_show', 'No Show'), ('void', 'Void')], default='waiting', max_length=8)),
                ('token', models.CharField(max_length=32, unique=True)),
                ('press', models.CharField(blank=True, max_length=64, null=True)),
                ('issued_at', models.DateTimeField()),
                ('queued_at', models.DateTimeField()),
                ('returns_at', models.PositiveIntegerField(default=0)),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('calls', models.PositiveSmallIntegerField(default=0)),
                ('missed', models.PositiveSmallIntegerField(default=0)),
                ('serving_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='places.center')),
                ('counter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='places.counter')),
                ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.field')),
                ('officer', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'state', 'day'], name='ticket_in_line'), models.Index(fields=['counter', 'state'], name='ticket_at_counter'), models.Index(fields=['center', 'day', 'called_at'], name='ticket_last_called')],
                'constraints': [models.UniqueConstraint(fields=('center', 'day', 'series', 'number'), name='number_once'), models.UniqueConstraint(fields=('center', 'press'), name='press_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['called', 'serving'])), fields=('counter',), name='counter_serves_one'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['called', 'serving']), _negated=True), ('counter__isnull', False), _connector='OR'), name='called_to_a_counter'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('issued_at')), _connector='OR'), name='ends_after_issue')],
            },
        ),
    ]
