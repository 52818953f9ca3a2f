import datetime
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
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('fields', models.JSONField(default=list)),
                ('skills', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('favoured_run', models.PositiveSmallIntegerField(default=0)),
                ('last_press', models.JSONField(blank=True, null=True)),
                ('counter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='places.counter')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('counter',), name='counter_open_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('officer',), name='officer_at_one_counter')],
            },
        ),
        migrations.CreateModel(
            name='Break',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=20)),
                ('begins_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaks', to='hall.duty')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('duty',), name='one_break_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('begins_at')), _connector='OR'), name='break_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='FieldRules',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('first', models.PositiveIntegerField(default=1)),
                ('final', models.PositiveIntegerField(default=899)),
                ('quota', models.PositiveIntegerField(blank=True, null=True)),
                ('hours', models.JSONField(blank=True, default=dict)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_reason', models.CharField(blank=True, default='', max_length=20)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_rules', to='places.center')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.field')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'field'), name='field_rules_once'), models.CheckConstraint(condition=models.Q(('first__gte', 1), ('final__gte', models.F('first'))), name='field_numbers_are_a_range')],
            },
        ),
        migrations.CreateModel(
            name='HallDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('made', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'day'), name='hall_day_once')],
            },
        ),
        migrations.CreateModel(
            name='HallRules',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('in_a_row', models.PositiveSmallIntegerField(default=2)),
                ('head_start_minutes', models.PositiveSmallIntegerField(default=60)),
                ('no_show_calls', models.PositiveSmallIntegerField(default=3)),
                ('misses', models.PositiveSmallIntegerField(default=3)),
                ('early_minutes', models.PositiveSmallIntegerField(default=10)),
                ('late_minutes', models.PositiveSmallIntegerField(default=15)),
                ('wait_limit_minutes', models.PositiveSmallIntegerField(default=30)),
                ('fair_start', models.CharField(choices=[('arrival', 'Arrival'), ('draw', 'Draw')], default='arrival', max_length=7)),
                ('numbers_from_home', models.BooleanField(default=True)),
                ('agent_numbers', models.PositiveSmallIntegerField(default=5)),
                ('day_begins', models.TimeField(default=datetime.time(0, 0))),
                ('center', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hall_rules', to='places.center')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('agent_numbers__gte', 1), ('in_a_row__gte', 1), ('misses__gte', 1), ('wait_limit_minutes__gte', 1)), name='hall_rules_are_possible')],
            },
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('series', models.CharField(max_length=1)),
                ('block', models.PositiveIntegerField()),
                ('leased_at', models.DateTimeField()),
                ('center', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='leases', to='places.center')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leases', to='places.device')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('center', 'day', 'series', 'block'), name='block_leased_once'), models.CheckConstraint(condition=models.Q(('block__gte', 1)), name='leased_block_has_no_zero')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('text_vi', models.CharField(max_length=200)),
                ('text_en', models.CharField(blank=True, default='', max_length=200)),
                ('urgent', models.BooleanField(default=False)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='places.center')),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'ends_at'], name='notices_now')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='notice_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Printer',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('network', 'Network'), ('usb', 'Usb'), ('cups', 'Cups')], max_length=7)),
                ('address', models.CharField(max_length=120)),
                ('dots', models.PositiveSmallIntegerField(default=576)),
                ('way', models.CharField(choices=[('raster', 'Raster'), ('graphics', 'Graphics'), ('column', 'Column')], default='raster', max_length=8)),
                ('cuts', models.BooleanField(default=True)),
                ('answers', models.BooleanField(default=True)),
                ('for_staff', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('unknown', 'Unknown'), ('ready', 'Ready'), ('paper_low', 'Paper Low'), ('paper_out', 'Paper Out'), ('cover_open', 'Cover Open'), ('fault', 'Fault'), ('silent', 'Silent')], default='unknown', max_length=10)),
                ('state_since', models.DateTimeField(blank=True, null=True)),
                ('heard_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printers', to='places.center')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='printers', to='places.point')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('center', 'name'), name='printer_name_once'), models.UniqueConstraint(condition=models.Q(('for_staff', True), ('removed_at__isnull', True)), fields=('center',), name='one_printer_for_staff'), models.CheckConstraint(condition=models.Q(('dots__in', [384, 576])), name='printer_width_is_known')],
            },
        ),
        migrations.CreateModel(
            name='KioskPrinter',
            fields=[
                ('kiosk', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='printer_of_kiosk', serialize=False, to='places.device')),
                ('printer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kiosks', to='hall.printer')),
            ],
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
                ('needs', models.JSONField(default=list)),
                ('amount', models.PositiveSmallIntegerField(default=1)),
                ('source', models.CharField(choices=[('kiosk', 'Kiosk'), ('staff', 'Staff'), ('home', 'Home'), ('appointment', 'Appointment'), ('offline', 'Offline'), ('api', 'Api')], default='kiosk', max_length=11)),
                ('present_at', models.DateTimeField(blank=True, null=True)),
                ('appointment_at', models.DateTimeField(blank=True, null=True)),
                ('drawn', models.PositiveIntegerField(default=0)),
                ('holder', models.CharField(blank=True, default='', max_length=64)),
                ('agent', models.BooleanField(default=False)),
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
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('promised_by', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('outcome', models.CharField(blank=True, default='', max_length=20)),
                ('center', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='places.center')),
                ('counter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='places.counter')),
                ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.field')),
                ('officer', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('point', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.point')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='hall.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'state', 'day'], name='ticket_in_line'), models.Index(fields=['counter', 'state'], name='ticket_at_counter'), models.Index(fields=['center', 'day', 'called_at'], name='ticket_last_called')],
                'constraints': [models.UniqueConstraint(fields=('center', 'day', 'series', 'number'), name='number_once'), models.UniqueConstraint(fields=('center', 'press'), name='press_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['called', 'serving'])), fields=('counter',), name='counter_serves_one'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['called', 'serving']), _negated=True), ('counter__isnull', False), _connector='OR'), name='called_to_a_counter'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('issued_at')), _connector='OR'), name='ends_after_issue'), models.UniqueConstraint(condition=models.Q(('agent', False), ('state__in', ['waiting', 'called', 'serving', 'held']), models.Q(('holder', ''), _negated=True)), fields=('center', 'day', 'holder'), name='one_active_number_a_person')],
            },
        ),
        migrations.CreateModel(
            name='PrintJob',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('ticket', 'Ticket'), ('papers', 'Papers'), ('test', 'Test')], max_length=6)),
                ('copy', models.PositiveSmallIntegerField(default=1)),
                ('reason', models.CharField(blank=True, default='', max_length=20)),
                ('language', models.CharField(default='vi', max_length=2)),
                ('link', models.CharField(blank=True, default='', max_length=300)),
                ('content', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sent', 'Sent'), ('confirmed', 'Confirmed'), ('unknown', 'Unknown'), ('failed', 'Failed')], default='queued', max_length=9)),
                ('outcome', models.CharField(blank=True, default='', max_length=20)),
                ('queued_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.device')),
                ('center', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('printer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='hall.printer')),
                ('reprint_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reprints', to='hall.printjob')),
                ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='print_jobs', to='hall.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'state', 'queued_at'], name='prints_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('what', 'ticket')), fields=('ticket', 'copy'), name='print_copy_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('agent__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='sent_print_is_leased'), models.CheckConstraint(condition=models.Q(models.Q(('what', 'ticket'), _negated=True), ('ticket__isnull', False), _connector='OR'), name='ticket_print_has_ticket'), models.CheckConstraint(condition=models.Q(('copy', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reprint_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('procedure_code', models.CharField(blank=True, default='', max_length=30)),
                ('amount', models.PositiveSmallIntegerField(default=1)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.field')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errands', to='hall.ticket')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('ticket', 'position'), name='errand_position_once')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('drawn_at', models.DateTimeField()),
                ('seed', models.CharField(max_length=64)),
                ('order', models.JSONField(default=list)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='places.center')),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'day'], name='draw_of_day')],
                'constraints': [models.UniqueConstraint(fields=('center', 'drawn_at'), name='drawn_once_a_moment')],
            },
        ),
    ]
