import django.db.models.deletion
import motcua.base.rows
import motcua.domain.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('hall', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=45, unique=True)),
                ('token', models.CharField(max_length=32, unique=True)),
                ('channel', models.CharField(choices=[('direct', 'Direct'), ('online', 'Online'), ('post', 'Post')], max_length=8)),
                ('state', models.PositiveSmallIntegerField(choices=[(1, 'SUBMITTED'), (2, 'ACCEPTED'), (3, 'NOT_ACCEPTED'), (4, 'IN_PROCESS'), (5, 'SUPPLEMENT'), (6, 'AWAIT_PAYMENT'), (7, 'WITHDRAWN'), (8, 'STOPPED'), (9, 'PROCESSED'), (10, 'RETURNED')])),
                ('stop_kind', models.CharField(blank=True, choices=[('final_stop', 'FINAL_STOP'), ('closed_no_supplement', 'CLOSED_NO_SUPPLEMENT')], max_length=20)),
                ('moves', models.PositiveSmallIntegerField(default=0)),
                ('term_value', models.PositiveSmallIntegerField()),
                ('term_unit', models.CharField(max_length=14)),
                ('promised_value', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('received_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('due_original', models.DateTimeField()),
                ('legal_due_at', models.DateTimeField()),
                ('counted_from', models.DateTimeField()),
                ('processed_at', models.DateTimeField(blank=True, null=True)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('fee', models.PositiveIntegerField(default=0)),
                ('fee_note', models.CharField(blank=True, default='', max_length=20)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='places.center')),
                ('competent_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='catalogue.revision')),
                ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='hall.ticket')),
            ],
            options={
                'ordering': ['due_at', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ClockEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=24)),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(blank=True, choices=[('direct', 'Direct'), ('online', 'Online'), ('post', 'Post')], default='', max_length=8)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('corrects', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason_vi', models.CharField(blank=True, default='', max_length=300)),
                ('reason_en', models.CharField(blank=True, default='', max_length=300)),
                ('basis', models.CharField(blank=True, default='', max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=52)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clock_entries', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='CodeSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('before', models.PositiveSmallIntegerField(choices=[(1, 'SUBMITTED'), (2, 'ACCEPTED'), (3, 'NOT_ACCEPTED'), (4, 'IN_PROCESS'), (5, 'SUPPLEMENT'), (6, 'AWAIT_PAYMENT'), (7, 'WITHDRAWN'), (8, 'STOPPED'), (9, 'PROCESSED'), (10, 'RETURNED')], null=True)),
                ('move', models.CharField(choices=[('submit', 'SUBMIT'), ('accept', 'ACCEPT'), ('ask_supplement_at_intake', 'ASK_SUPPLEMENT_AT_INTAKE'), ('refuse_at_intake', 'REFUSE_AT_INTAKE'), ('transfer', 'TRANSFER'), ('assign', 'ASSIGN'), ('process', 'PROCESS'), ('request_supplement', 'REQUEST_SUPPLEMENT'), ('supplement', 'SUPPLEMENT'), ('close_unsupplemented', 'CLOSE_UNSUPPLEMENTED'), ('pause', 'PAUSE'), ('resume', 'RESUME'), ('extend', 'EXTEND'), ('withdraw', 'WITHDRAW'), ('stop', 'STOP'), ('decide', 'DECIDE'), ('refuse', 'REFUSE'), ('issue', 'ISSUE'), ('send_back', 'SEND_BACK'), ('take_back', 'TAKE_BACK'), ('return', 'RETURN')], max_length=24)),
                ('after', models.PositiveSmallIntegerField(choices=[(1, 'SUBMITTED'), (2, 'ACCEPTED'), (3, 'NOT_ACCEPTED'), (4, 'IN_PROCESS'), (5, 'SUPPLEMENT'), (6, 'AWAIT_PAYMENT'), (7, 'WITHDRAWN'), (8, 'STOPPED'), (9, 'PROCESSED'), (10, 'RETURNED')])),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=52)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('original', 'Original'), ('copy', 'Copy'), ('certified', 'Certified'), ('electronic', 'Electronic'), ('shown', 'Shown')], max_length=10)),
                ('count', models.PositiveSmallIntegerField(default=1)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.document')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['document__position'],
            },
        ),
        migrations.CreateModel(
            name='ResultSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('act', models.CharField(max_length=10)),
                ('role', models.CharField(choices=[('counter', 'Counter'), ('support', 'Support'), ('specialist', 'Specialist'), ('head_of_unit', 'Head Of Unit'), ('leader', 'Leader'), ('clerk', 'Clerk'), ('center_head', 'Center Head'), ('province', 'Province'), ('working_group', 'Working Group'), ('department', 'Department'), ('admin', 'Admin')], max_length=14)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('authority', models.CharField(max_length=200)),
                ('authority_en', models.CharField(blank=True, default='', max_length=200)),
                ('expected_vi', models.CharField(max_length=200)),
                ('expected_en', models.CharField(blank=True, default='', max_length=200)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='dossiers.dossier')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'ordering': ['opened_at', 'round', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Applicant',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='applicant', serialize=False, to='dossiers.dossier')),
                ('kind', models.CharField(choices=[('person', 'Person'), ('foreigner', 'Foreigner'), ('organisation', 'Organisation')], default='person', max_length=12)),
                ('name', models.CharField(max_length=200)),
                ('name_search', models.CharField(max_length=200)),
                ('identity_number', models.CharField(blank=True, default='', max_length=14)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('address', models.CharField(blank=True, default='', max_length=300)),
                ('phone', models.CharField(blank=True, default='', max_length=20)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('agent_name', models.CharField(blank=True, default='', max_length=200)),
                ('agent_identity_number', models.CharField(blank=True, default='', max_length=14)),
                ('agent_paper', models.CharField(blank=True, default='', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['identity_number'], name='applicant_by_identity'), models.Index(fields=['phone'], name='applicant_by_phone')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='decision', serialize=False, to='dossiers.dossier')),
                ('kind', models.CharField(choices=[('granted', 'Granted'), ('refused', 'Refused')], max_length=8)),
                ('signed_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, default='', max_length=1000)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='people.grant')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='result', serialize=False, to='dossiers.dossier')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(max_length=30)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='handover', serialize=False, to='dossiers.dossier')),
                ('at', models.DateTimeField()),
                ('receiver_name', models.CharField(max_length=200)),
                ('receiver_identity_number', models.CharField(max_length=14)),
                ('proof', models.CharField(choices=[('identity_card', 'Identity Card'), ('vneid', 'Vneid'), ('passport', 'Passport'), ('receipt_and_card', 'Receipt And Card')], max_length=20)),
                ('is_agent', models.BooleanField(default=False)),
                ('paper', models.CharField(blank=True, default='', max_length=200)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('state__in', frozenset([motcua.domain.states.State['ACCEPTED'], motcua.domain.states.State['AWAIT_PAYMENT'], motcua.domain.states.State['IN_PROCESS'], motcua.domain.states.State['SUBMITTED'], motcua.domain.states.State['SUPPLEMENT']]))), fields=['due_at', 'code'], name='dossier_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['center', 'state', 'due_at'], name='dossier_of_center'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['center', 'received_at'], name='dossier_by_reception'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('returned_at__isnull', False)), fields=['center', 'returned_at'], name='dossier_by_return'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', motcua.domain.states.State['RETURNED']), _negated=True), models.Q(('processed_at__isnull', False), ('returned_at__isnull', False)), _connector='OR'), name='returned_has_its_times'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', motcua.domain.states.State['PROCESSED']), _negated=True), ('processed_at__isnull', False), _connector='OR'), name='processed_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gte', models.F('received_at'))), name='due_after_reception'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', motcua.domain.states.State['STOPPED']), ('stop_kind__in', [motcua.domain.states.StopKind['FINAL_STOP'], motcua.domain.states.StopKind['CLOSED_NO_SUPPLEMENT']])), models.Q(models.Q(('state', motcua.domain.states.State['STOPPED']), _negated=True), ('stop_kind', '')), _connector='OR'), name='stopped_has_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='clockentry',
            constraint=models.UniqueConstraint(fields=('dossier', 'position'), name='clock_entry_once'),
        ),
        migrations.AddConstraint(
            model_name='codeseries',
            constraint=models.UniqueConstraint(fields=('unit', 'day'), name='code_series_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(fields=('dossier', 'position'), name='movement_once'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('before__isnull', True), ('after', 1), ('move', 'submit')), models.Q(('before__isnull', True), ('after', 2), ('move', 'accept')), models.Q(('before', 1), ('after', 2), ('move', 'accept')), models.Q(('before__isnull', True), ('after', 5), ('move', 'ask_supplement_at_intake')), models.Q(('before', 1), ('after', 5), ('move', 'ask_supplement_at_intake')), models.Q(('before__isnull', True), ('after', 3), ('move', 'refuse_at_intake')), models.Q(('before', 1), ('after', 3), ('move', 'refuse_at_intake')), models.Q(('before', 2), ('after', 4), ('move', 'transfer')), models.Q(('before', 2), ('after', 4), ('move', 'assign')), models.Q(('before', 4), ('after', 4), ('move', 'transfer')), models.Q(('before', 4), ('after', 4), ('move', 'assign')), models.Q(('before', 4), ('after', 4), ('move', 'process')), models.Q(('before', 4), ('after', 5), ('move', 'request_supplement')), models.Q(('before', 5), ('after', 2), ('move', 'accept')), models.Q(('before', 5), ('after', 4), ('move', 'supplement')), models.Q(('before', 5), ('after', 8), ('move', 'close_unsupplemented')), models.Q(('before', 4), ('after', 6), ('move', 'pause')), models.Q(('before', 6), ('after', 4), ('move', 'resume')), models.Q(('before', 4), ('after', 4), ('move', 'extend')), models.Q(('before', 1), ('after', 7), ('move', 'withdraw')), models.Q(('before', 2), ('after', 7), ('move', 'withdraw')), models.Q(('before', 4), ('after', 7), ('move', 'withdraw')), models.Q(('before', 5), ('after', 7), ('move', 'withdraw')), models.Q(('before', 6), ('after', 7), ('move', 'withdraw')), models.Q(('before', 4), ('after', 8), ('move', 'stop')), models.Q(('before', 4), ('after', 4), ('move', 'decide')), models.Q(('before', 4), ('after', 9), ('move', 'refuse')), models.Q(('before', 4), ('after', 9), ('move', 'issue')), models.Q(('before', 4), ('after', 4), ('move', 'send_back')), models.Q(('before', 4), ('after', 4), ('move', 'take_back')), models.Q(('before', 9), ('after', 10), ('move', 'return')), _connector='OR'), name='movement_is_lawful'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('dossier', 'document', 'kind'), name='paper_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='paper_at_least_one'),
        ),
        migrations.AddConstraint(
            model_name='resultseries',
            constraint=models.UniqueConstraint(fields=('unit', 'year'), name='result_series_once_a_year'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['unit', 'role', 'due_at'], name='step_turn'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['officer', 'due_at'], name='step_mine'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('dossier', 'position', 'round'), name='step_once'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('dossier',), name='one_step_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_vi', ''), _negated=True), models.Q(('authority', ''), _negated=True), models.Q(('expected_vi', ''), _negated=True), models.Q(('role', ''), _negated=True)), name='step_has_five_clears'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_by__isnull', False), _connector='OR'), name='done_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refusal_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('unit', 'year', 'number'), name='result_number_once'),
        ),
    ]
