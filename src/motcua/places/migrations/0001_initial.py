import django.db.models.deletion
import motcua.base.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('off', 'Off'), ('working', 'Working')], max_length=8)),
                ('name_vi', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('status', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='CalendarVersion',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('in_force', models.BooleanField(default=True)),
                ('adopted_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=52)),
                ('decision', models.CharField(max_length=60)),
                ('source', models.CharField(max_length=300)),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('in_force', True)), fields=('in_force',), name='one_calendar_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('area_km2', models.DecimalField(decimal_places=2, max_digits=8)),
                ('population', models.PositiveIntegerField()),
                ('latitude', models.DecimalField(decimal_places=4, max_digits=7)),
                ('longitude', models.DecimalField(decimal_places=4, max_digits=7)),
                ('inspected', models.BooleanField(default=False)),
                ('neighbours', models.ManyToManyField(blank=True, to='places.commune')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Center',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('identifier', models.CharField(max_length=35, unique=True)),
                ('hours', models.JSONField(default=dict)),
                ('address', models.CharField(blank=True, default='', max_length=200)),
                ('hotline', models.CharField(blank=True, default='', max_length=30)),
                ('round_the_clock', models.BooleanField(default=False)),
                ('commune', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='center', to='places.commune')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('address', models.CharField(blank=True, default='', max_length=200)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='places.center')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'name_vi'), name='point_name_once')],
            },
        ),
        migrations.CreateModel(
            name='PairingCode',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('kiosk', 'Kiosk'), ('display', 'Display'), ('printer', 'Printer')], max_length=8)),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairing_codes', to='places.center')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.point')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('kiosk', 'Kiosk'), ('display', 'Display'), ('printer', 'Printer')], max_length=8)),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('paired_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='places.center')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='places.point')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='places.center')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='places.point')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('center', 'number'), name='counter_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('identifier', models.CharField(max_length=35, unique=True)),
                ('provisional', models.BooleanField(default=False)),
                ('kind', models.CharField(choices=[('province', 'Province'), ('department', 'Department'), ('commune', 'Commune'), ('committee', 'Committee'), ('office', 'Office'), ('economic', 'Economic'), ('culture', 'Culture'), ('center', 'Center'), ('police', 'Police'), ('military', 'Military')], max_length=12)),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='places.commune')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='places.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='center',
            name='unit',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='center', to='places.unit'),
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('reason_vi', models.CharField(max_length=200)),
                ('reason_en', models.CharField(blank=True, default='', max_length=200)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='places.center')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='closure_ends_after_it_begins')],
            },
        ),
    ]
