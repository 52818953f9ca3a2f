import django.db.models.deletion
import motcua.base.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('code', models.CharField(max_length=35, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(blank=True, default='', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='TimedJob',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('count', models.PositiveIntegerField(default=0)),
                ('ends_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['ends_at'], name='allowance_by_end')],
            },
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor_id', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('body', models.JSONField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='answered_by_time')],
                'constraints': [models.UniqueConstraint(fields=('actor_kind', 'actor_id', 'key'), name='idempotency_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('stream', models.CharField(max_length=35)),
                ('number', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=80)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor_id', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('data', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'number'], name='event_by_subject'), models.Index(fields=['at'], name='event_by_time')],
                'constraints': [models.UniqueConstraint(fields=('stream', 'number'), name='event_number_once')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMessage',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('stream', models.CharField(max_length=35)),
                ('about', models.CharField(max_length=80)),
                ('purpose', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=5)),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.CharField(max_length=1000)),
                ('language', models.CharField(max_length=2)),
                ('prepared_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, default='', max_length=100)),
            ],
            options={
                'indexes': [models.Index(fields=['about', 'prepared_at'], name='message_by_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='sent_or_refused')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('media_type', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=30)),
                ('name', models.CharField(blank=True, default='', max_length=100)),
                ('kept_at', models.DateTimeField()),
                ('destroyed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1)), name='file_not_empty'), models.CheckConstraint(condition=models.Q(('media_type__in', ('application/pdf', 'image/jpeg', 'image/png'))), name='file_media_type')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('subscriber', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('dead', 'Dead')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, default='', max_length=200)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='base.event')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='delivery_waiting'), models.Index(condition=models.Q(('state', 'dead')), fields=['state'], name='delivery_dead')],
                'constraints': [models.UniqueConstraint(fields=('event', 'subscriber'), name='delivery_once')],
            },
        ),
    ]
