import django.db.models.deletion
import django.db.models.expressions
import motcua.base.rows
import motcua.domain.delivery
import motcua.domain.fees
import motcua.domain.payment_notices
import motcua.domain.retention
import motcua.domain.states
import motcua.domain.warnings
import motcua.dossiers.models.fees
import motcua.dossiers.models.searching
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0001_initial'),
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
                ('next_warning_at', models.DateTimeField(blank=True, null=True)),
                ('processed_at', models.DateTimeField(blank=True, null=True)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('return_way', models.CharField(choices=[('counter', 'COUNTER'), ('post', 'POST'), ('electronic', 'ELECTRONIC')], default=motcua.domain.delivery.Way['COUNTER'], max_length=10)),
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
            name='Charge',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('fixed', 'FIXED'), ('provincial_rule', 'PROVINCIAL_RULE'), ('extra', 'EXTRA'), ('obligation', 'OBLIGATION')], max_length=16)),
                ('rate', models.PositiveBigIntegerField()),
                ('count', models.PositiveSmallIntegerField(default=1)),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('per_vi', models.CharField(blank=True, default='', max_length=120)),
                ('per_en', models.CharField(blank=True, default='', max_length=120)),
                ('amount', models.PositiveBigIntegerField()),
                ('basis', models.CharField(blank=True, default='', max_length=300)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='dossiers.dossier')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made_at', 'pk'],
            },
            bases=(motcua.dossiers.models.fees.Pieces, models.Model),
        ),
        migrations.CreateModel(
            name='DestructionList',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('first_approved', 'First Approved'), ('approved', 'Approved'), ('executed', 'Executed'), ('refused', 'Refused')], default='proposed', max_length=14)),
                ('digest', models.CharField(max_length=64)),
                ('proposed_at', models.DateTimeField()),
                ('first_at', models.DateTimeField(blank=True, null=True)),
                ('second_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('refused_reason', models.CharField(blank=True, default='', max_length=500)),
                ('executed_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='destruction_lists', to='places.center')),
                ('executed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('refused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-year', '-number'],
            },
        ),
        migrations.CreateModel(
            name='PaymentNotice',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('connector', models.CharField(max_length=20)),
                ('notice', models.CharField(max_length=64)),
                ('reference', models.CharField(max_length=64)),
                ('status', models.CharField(max_length=9)),
                ('amount', models.PositiveBigIntegerField()),
                ('outcome', models.CharField(choices=[('booked', 'BOOKED'), ('ended', 'ENDED'), ('repeated', 'REPEATED'), ('different', 'DIFFERENT'), ('not_due', 'NOT_DUE'), ('unknown', 'UNKNOWN')], max_length=9)),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['received_at', 'pk'],
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
            name='Reissue',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(max_length=30)),
                ('issued_at', models.DateTimeField()),
                ('is_signed', models.BooleanField(default=False)),
                ('authenticity', models.CharField(blank=True, default='', max_length=10)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('copy', 'Copy'), ('corrected', 'Corrected')], max_length=9)),
                ('signed_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.grant')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(max_length=30)),
                ('issued_at', models.DateTimeField()),
                ('is_signed', models.BooleanField(default=False)),
                ('authenticity', models.CharField(blank=True, default='', max_length=10)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='result', serialize=False, to='dossiers.dossier')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('charge', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='exemption', serialize=False, to='dossiers.charge')),
                ('percent', models.PositiveSmallIntegerField()),
                ('amount', models.PositiveBigIntegerField()),
                ('basis', models.CharField(max_length=200)),
                ('proof', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('charge', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='obligation', serialize=False, to='dossiers.charge')),
                ('notice_number', models.CharField(max_length=60)),
                ('notice_day', models.DateField()),
                ('agency', models.CharField(max_length=200)),
                ('first_appointment', models.DateTimeField()),
                ('paused_at', models.DateTimeField()),
            ],
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
                ('calendar', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.calendarversion')),
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
            name='DailyClosing',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('cash', models.PositiveBigIntegerField()),
                ('cash_back', models.PositiveBigIntegerField()),
                ('vietqr', models.PositiveBigIntegerField()),
                ('payments', models.PositiveIntegerField()),
                ('refunds', models.PositiveIntegerField()),
                ('expected', models.BigIntegerField()),
                ('counted', models.BigIntegerField()),
                ('difference', models.BigIntegerField()),
                ('explanation', models.CharField(blank=True, default='', max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='daily_closings', to='places.center')),
                ('counter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='daily_closings', to='places.counter')),
            ],
            options={
                'ordering': ['-day', 'counter__number'],
            },
        ),
        migrations.CreateModel(
            name='DeliveryChange',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('receiver_name', models.CharField(max_length=200)),
                ('receiver_identity_number', models.CharField(blank=True, default='', max_length=14)),
                ('proof', models.CharField(max_length=20)),
                ('is_agent', models.BooleanField(default=False)),
                ('paper', models.CharField(blank=True, default='', max_length=200)),
                ('before', models.CharField(choices=[('counter', 'COUNTER'), ('post', 'POST'), ('electronic', 'ELECTRONIC')], max_length=10)),
                ('after', models.CharField(choices=[('counter', 'COUNTER'), ('post', 'POST'), ('electronic', 'ELECTRONIC')], max_length=10)),
                ('address', models.CharField(blank=True, default='', max_length=300)),
                ('phone', models.CharField(blank=True, default='', max_length=20)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delivery_changes', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DestructionCertificate',
            fields=[
                ('list', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='certificate', serialize=False, to='dossiers.destructionlist')),
                ('symbol', models.CharField(max_length=60)),
                ('destroyed', models.PositiveIntegerField()),
                ('left', models.PositiveIntegerField()),
                ('files', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DestructionSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
        ),
        migrations.CreateModel(
            name='Download',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downloads', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ExemptionClass',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('basis', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('code', models.SlugField(max_length=30)),
                ('percent', models.PositiveSmallIntegerField(default=100)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='FormSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('receipt', 'Receipt'), ('supplement', 'Supplement'), ('refusal', 'Refusal'), ('apology', 'Apology'), ('stopping', 'Stopping')], max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
        ),
        migrations.CreateModel(
            name='IssuedForm',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('receipt', 'Receipt'), ('supplement', 'Supplement'), ('refusal', 'Refusal'), ('apology', 'Apology'), ('stopping', 'Stopping')], max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('symbol', models.CharField(max_length=60)),
                ('issued_at', models.DateTimeField()),
                ('is_electronic', models.BooleanField(default=False)),
                ('words', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_forms', to='dossiers.dossier')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['issued_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ElectronicForm',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('receipt', 'Receipt'), ('supplement', 'Supplement'), ('refusal', 'Refusal'), ('apology', 'Apology'), ('stopping', 'Stopping'), ('control', 'Control'), ('register', 'Register'), ('notice', 'Notice')], max_length=12)),
                ('symbol', models.CharField(max_length=60)),
                ('begins_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=52)),
                ('authenticity', models.CharField(max_length=10)),
                ('sealed_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, default='', max_length=20)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='electronic_forms', to='dossiers.dossier')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile')),
                ('issued', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='electronic', to='dossiers.issuedform')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
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
            name='NoticeSettled',
            fields=[
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='settled', serialize=False, to='dossiers.paymentnotice')),
                ('words', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SettledOriginal',
            fields=[
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='settled', serialize=False, to='dossiers.paper')),
                ('kind', models.CharField(choices=[('given_back', 'Given Back'), ('stays', 'Stays')], max_length=10)),
                ('at', models.DateTimeField()),
                ('receiver_name', models.CharField(blank=True, default='', max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='PaymentOrder',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('connector', models.CharField(max_length=20)),
                ('amount', models.PositiveBigIntegerField()),
                ('state', models.CharField(choices=[('pending', 'PENDING'), ('confirmed', 'CONFIRMED'), ('failed', 'FAILED'), ('expired', 'EXPIRED'), ('different', 'DIFFERENT')], default=motcua.domain.payment_notices.OrderState['PENDING'], max_length=9)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=52)),
                ('charge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='dossiers.charge')),
            ],
        ),
        migrations.AddField(
            model_name='paymentnotice',
            name='order',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='dossiers.paymentorder'),
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('counter_cash', 'CASH'), ('vietqr', 'VIETQR'), ('connector', 'CONNECTOR'), ('elsewhere', 'ELSEWHERE')], max_length=12)),
                ('amount', models.PositiveBigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('reference', models.CharField(blank=True, max_length=64, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='places.center')),
                ('charge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='dossiers.charge')),
                ('counter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='places.counter')),
                ('order', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payment', to='dossiers.paymentorder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReceiptSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
            ],
        ),
        migrations.CreateModel(
            name='ReceivingAccount',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('bank', models.CharField(max_length=6)),
                ('number', models.CharField(max_length=19)),
                ('holder', models.CharField(max_length=25)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='places.center')),
            ],
        ),
        migrations.CreateModel(
            name='RefundRequest',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('amount', models.PositiveBigIntegerField()),
                ('reason', models.CharField(choices=[('in_error', 'In Error'), ('exempt_after_all', 'Exempt After All'), ('not_taken_up', 'Not Taken Up'), ('other', 'Other')], max_length=16)),
                ('words', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('approved', 'Approved'), ('declined', 'Declined')], default='asked', max_length=8)),
                ('at', models.DateTimeField()),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('declined_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refund_requests', to='dossiers.payment')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('counter_cash', 'CASH'), ('vietqr', 'VIETQR'), ('connector', 'CONNECTOR'), ('elsewhere', 'ELSEWHERE')], max_length=12)),
                ('amount', models.PositiveBigIntegerField()),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('reference', models.CharField(blank=True, default='', max_length=64)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('counter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='places.counter')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='dossiers.payment')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='refund', to='dossiers.refundrequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReissueReturn',
            fields=[
                ('at', models.DateTimeField()),
                ('receiver_name', models.CharField(max_length=200)),
                ('receiver_identity_number', models.CharField(blank=True, default='', max_length=14)),
                ('proof', models.CharField(max_length=20)),
                ('is_agent', models.BooleanField(default=False)),
                ('paper', models.CharField(blank=True, default='', max_length=200)),
                ('reissue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='handover', serialize=False, to='dossiers.reissue')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResultCode',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='result_codes', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['sent_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ResultKind',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('basis', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('validity_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_kinds', to='catalogue.procedure')),
            ],
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
            name='RetentionHold',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('complaint', 'Complaint'), ('lawsuit', 'Lawsuit'), ('inspection', 'Inspection'), ('other', 'Other')], max_length=10)),
                ('reason', models.CharField(max_length=500)),
                ('placed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_holds', to='dossiers.dossier')),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['placed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('basis', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(blank=True, choices=[('granted', 'GRANTED'), ('refused', 'REFUSED'), ('without_result', 'WITHOUT_RESULT')], default='', max_length=14)),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('counts_from', models.CharField(choices=[('closing_year', 'CLOSING_YEAR'), ('result_expiry', 'RESULT_EXPIRY')], default=motcua.domain.retention.CountsFrom['CLOSING_YEAR'], max_length=13)),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.field')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('procedure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.procedure')),
            ],
        ),
        migrations.CreateModel(
            name='DestructionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('verdict', models.CharField(choices=[('due', 'DUE'), ('not_yet', 'NOT_YET'), ('not_closed', 'NOT_CLOSED'), ('not_returned', 'NOT_RETURNED'), ('held', 'HELD'), ('permanent', 'PERMANENT'), ('no_rule', 'NO_RULE'), ('no_expiry', 'NO_EXPIRY')], max_length=12)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('kept_until', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('', 'Pending'), ('excluded', 'Excluded'), ('dropped', 'Dropped'), ('left', 'Left'), ('destroyed', 'Destroyed')], default='', max_length=9)),
                ('content_digest', models.CharField(blank=True, default='', max_length=64)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='destruction_lines', to='dossiers.dossier')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='dossiers.destructionlist')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.retentionrule')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='RevisionMove',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('legal_basis', models.CharField(max_length=120)),
                ('due_before', models.DateTimeField()),
                ('due_after', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=52)),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.revision')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.revision')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revision_moves', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('queue', models.CharField(max_length=12)),
                ('field', models.CharField(blank=True, default='', max_length=30)),
                ('procedure', models.CharField(blank=True, default='', max_length=30)),
                ('standing', models.CharField(blank=True, default='', max_length=10)),
                ('period', models.CharField(blank=True, default='', max_length=10)),
                ('text', models.CharField(blank=True, default='', max_length=100)),
                ('saved_at', models.DateTimeField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('code', 'Code'), ('last_digits', 'Last Digits'), ('phone', 'Phone'), ('identity', 'Identity'), ('name', 'Name')], max_length=11)),
                ('text', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('pk', models.CompositePrimaryKey('center_id', 'word', 'dossier_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('word', motcua.dossiers.models.searching.PlainText(max_length=200)),
                ('center', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_words', to='dossiers.dossier')),
            ],
        ),
        migrations.CreateModel(
            name='Shipment',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=300)),
                ('phone', models.CharField(blank=True, default='', max_length=20)),
                ('prepared_at', models.DateTimeField()),
                ('carrier', models.CharField(blank=True, default='', max_length=100)),
                ('tracking_number', models.CharField(blank=True, default='', max_length=40)),
                ('state', models.CharField(choices=[('prepared', 'prepared'), ('posted', 'posted'), ('undeliverable', 'undeliverable'), ('delivered', 'delivered'), ('back', 'back'), ('cancelled', 'cancelled')], default=motcua.domain.delivery.Posting['PREPARED'], max_length=13)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shipments', to='dossiers.dossier')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['prepared_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PostalNews',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('posted', 'posted'), ('delivered', 'delivered'), ('undeliverable', 'undeliverable'), ('back', 'back'), ('cancelled', 'cancelled')], max_length=13)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('receiver_name', models.CharField(blank=True, default='', max_length=200)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile')),
                ('shipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='dossiers.shipment')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
            },
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
                ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('sent_back', 'Sent Back'), ('taken_back', 'Taken Back'), ('ended', 'Ended')], default='', max_length=10)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('done_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='dossiers.dossier')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'ordering': ['round', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('counter', 'Counter'), ('support', 'Support'), ('specialist', 'Specialist'), ('head_of_unit', 'Head Of Unit'), ('leader', 'Leader'), ('clerk', 'Clerk'), ('center_head', 'Center Head'), ('province', 'Province'), ('working_group', 'Working Group'), ('department', 'Department'), ('admin', 'Admin')], max_length=14)),
                ('question', models.CharField(max_length=1000)),
                ('authority', models.CharField(max_length=200)),
                ('expected_vi', models.CharField(max_length=200)),
                ('expected_en', models.CharField(blank=True, default='', max_length=200)),
                ('term_value', models.PositiveSmallIntegerField()),
                ('term_unit', models.CharField(choices=[('working_day', 'WORKING_DAY'), ('calendar_day', 'CALENDAR_DAY'), ('working_hour', 'WORKING_HOUR'), ('same_day', 'SAME_DAY'), ('month', 'MONTH')], max_length=14)),
                ('due_at', models.DateTimeField()),
                ('pausing_basis', models.CharField(blank=True, default='', max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('other', 'Other')], default='', max_length=8)),
                ('text', models.CharField(blank=True, default='', max_length=2000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('silence_at', models.DateTimeField(blank=True, null=True)),
                ('silence_actor', models.CharField(blank=True, default='', max_length=52)),
                ('set_aside_at', models.DateTimeField(blank=True, null=True)),
                ('set_aside_reason', models.CharField(blank=True, default='', max_length=500)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='dossiers.dossier')),
                ('set_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='dossiers.step')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='dossiers.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='dossiers.step')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('on', 'On'), ('back', 'Back'), ('taken_back', 'Taken Back'), ('reassigned', 'Reassigned'), ('supplement', 'Supplement')], default='on', max_length=10)),
                ('given_at', models.DateTimeField()),
                ('measured', models.CharField(blank=True, choices=[('early', 'EARLY'), ('on_time', 'ON_TIME'), ('overdue', 'OVERDUE')], default='', max_length=8)),
                ('to_role', models.CharField(choices=[('counter', 'Counter'), ('support', 'Support'), ('specialist', 'Specialist'), ('head_of_unit', 'Head Of Unit'), ('leader', 'Leader'), ('clerk', 'Clerk'), ('center_head', 'Center Head'), ('province', 'Province'), ('working_group', 'Working Group'), ('department', 'Department'), ('admin', 'Admin')], max_length=14)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('label', models.CharField(blank=True, choices=[('early', 'EARLY'), ('on_time', 'ON_TIME'), ('overdue', 'OVERDUE')], default='', max_length=8)),
                ('paper_due', models.DateTimeField(blank=True, null=True)),
                ('paper_received_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='dossiers.dossier')),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper_received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('from_step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.step')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='dossiers.step')),
            ],
            options={
                'ordering': ['given_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Supplement',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('stage', models.CharField(choices=[('intake', 'Intake'), ('appraisal', 'Appraisal')], max_length=10)),
                ('requested_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, default='', max_length=1000)),
                ('wait_ends_at', models.DateTimeField()),
                ('is_late', models.BooleanField(default=False)),
                ('allowed_reason', models.CharField(blank=True, default='', max_length=500)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('completed', 'Completed'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='', max_length=10)),
                ('allowed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='dossiers.dossier')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.issuedform')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Defect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('wanted', models.CharField(max_length=500)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.document')),
                ('supplement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='defects', to='dossiers.supplement')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Tariff',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('basis', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('channel', models.CharField(blank=True, default='', max_length=8)),
                ('amount', models.PositiveBigIntegerField()),
                ('per_vi', models.CharField(blank=True, default='', max_length=120)),
                ('per_en', models.CharField(blank=True, default='', max_length=120)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tariffs', to='catalogue.procedure')),
            ],
            bases=(motcua.dossiers.models.fees.Pieces, models.Model),
        ),
        migrations.CreateModel(
            name='UndoneDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('signed_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, default='', max_length=1000)),
                ('undone_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undone_decisions', to='dossiers.dossier')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.grant')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['undone_at'],
            },
        ),
        migrations.CreateModel(
            name='Warning',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField(choices=[(75, 'FIRST'), (90, 'LAST'), (100, 'OVERDUE')])),
                ('due_at', models.DateTimeField()),
                ('owed_at', models.DateTimeField()),
                ('given_at', models.DateTimeField()),
                ('before', models.PositiveSmallIntegerField(default=0)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='dossiers.dossier')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='dossiers.step')),
            ],
            options={
                'ordering': ['given_at'],
            },
        ),
        migrations.CreateModel(
            name='Warned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_head', models.BooleanField(default=False)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('warning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warned', to='dossiers.warning')),
            ],
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
                ('post_address', models.CharField(blank=True, default='', max_length=300)),
                ('post_phone', models.CharField(blank=True, default='', max_length=20)),
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
            name='Extension',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='extension', serialize=False, to='dossiers.dossier')),
                ('prepared_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('sign_by', models.DateTimeField()),
                ('new_due_at', models.DateTimeField()),
                ('reason_code', models.CharField(blank=True, choices=[('workload', 'WORKLOAD'), ('verification', 'VERIFICATION'), ('opinion', 'OPINION'), ('complex', 'COMPLEX'), ('system', 'SYSTEM'), ('force', 'FORCE'), ('other', 'OTHER')], max_length=14)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.center')),
                ('form', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='dossiers.issuedform')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Revocation',
            fields=[
                ('result', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='revocation', serialize=False, to='dossiers.result')),
                ('signed_at', models.DateTimeField()),
                ('document_number', models.CharField(max_length=60)),
                ('basis', models.CharField(max_length=200)),
                ('reason', models.CharField(max_length=1000)),
                ('revoked_from', models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name='result',
            name='kind',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.resultkind'),
        ),
        migrations.AddField(
            model_name='result',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit'),
        ),
        migrations.AddField(
            model_name='reissue',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reissues', to='dossiers.result'),
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('at', models.DateTimeField()),
                ('receiver_name', models.CharField(max_length=200)),
                ('receiver_identity_number', models.CharField(blank=True, default='', max_length=14)),
                ('proof', models.CharField(max_length=20)),
                ('is_agent', models.BooleanField(default=False)),
                ('paper', models.CharField(blank=True, default='', max_length=200)),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='handover', serialize=False, to='dossiers.dossier')),
                ('way', models.CharField(choices=[('counter', 'COUNTER'), ('post', 'POST'), ('electronic', 'ELECTRONIC')], default=motcua.domain.delivery.Way['COUNTER'], max_length=10)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('state__in', frozenset([motcua.domain.states.State['ACCEPTED'], motcua.domain.states.State['AWAIT_PAYMENT'], motcua.domain.states.State['IN_PROCESS'], motcua.domain.states.State['SUBMITTED'], motcua.domain.states.State['SUPPLEMENT']]))), fields=['due_at', 'code'], name='dossier_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('state__in', frozenset([motcua.domain.states.State['ACCEPTED'], motcua.domain.states.State['AWAIT_PAYMENT'], motcua.domain.states.State['IN_PROCESS'], motcua.domain.states.State['SUBMITTED'], motcua.domain.states.State['SUPPLEMENT']]))), fields=['center', 'due_at', 'id'], name='dossier_open_here'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['center', 'due_at', 'code'], name='dossier_here_by_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['due_at', 'code'], name='dossier_by_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('next_warning_at__isnull', False)), fields=['next_warning_at'], name='dossier_to_look_at'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['center', 'state', 'due_at', 'id'], name='dossier_of_center'),
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
        migrations.AddField(
            model_name='exemption',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='exemption',
            name='exempted_class',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.exemptionclass'),
        ),
        migrations.CreateModel(
            name='Resumption',
            fields=[
                ('obligation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='resumption', serialize=False, to='dossiers.obligation')),
                ('proof', models.CharField(max_length=100)),
                ('second_appointment', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=52)),
            ],
        ),
        migrations.AddField(
            model_name='obligation',
            name='paused_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='charge_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(('copies__gte', 1), ('count__gte', 1)), name='charge_counts_something'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(('kind', motcua.domain.fees.Kind['FIXED']), models.Q(('basis', ''), _negated=True), _connector='OR'), name='charge_has_its_basis'),
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
            model_name='dailyclosing',
            constraint=models.UniqueConstraint(fields=('counter', 'day'), name='counter_day_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='dailyclosing',
            constraint=models.CheckConstraint(condition=models.Q(('expected', django.db.models.expressions.CombinedExpression(models.F('cash'), '-', models.F('cash_back')))), name='closing_expects_its_cash'),
        ),
        migrations.AddConstraint(
            model_name='dailyclosing',
            constraint=models.CheckConstraint(condition=models.Q(('difference', django.db.models.expressions.CombinedExpression(models.F('counted'), '-', models.F('expected')))), name='closing_difference_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='dailyclosing',
            constraint=models.CheckConstraint(condition=models.Q(('difference', 0), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='closing_difference_is_explained'),
        ),
        migrations.AddConstraint(
            model_name='deliverychange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after', motcua.domain.delivery.Way['POST']), _negated=True), models.Q(('address', ''), _negated=True), _connector='OR'), name='post_needs_an_address'),
        ),
        migrations.AddField(
            model_name='destructioncertificate',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='base.storedfile'),
        ),
        migrations.AddIndex(
            model_name='destructionlist',
            index=models.Index(condition=models.Q(('state__in', ('proposed', 'first_approved', 'approved'))), fields=['center'], name='destruction_open'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.UniqueConstraint(fields=('center', 'year', 'number'), name='destruction_number_once'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(('first_by__isnull', True), models.Q(('first_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='destruction_first_by_another'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(('second_by__isnull', True), models.Q(models.Q(('second_by', models.F('proposed_by')), _negated=True), models.Q(('second_by', models.F('first_by')), _negated=True)), _connector='OR'), name='destruction_second_by_a_third'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_at__isnull', True), ('second_at__isnull', True), ('state', 'proposed')), models.Q(('first_at__isnull', False), ('second_at__isnull', True), ('state', 'first_approved')), models.Q(('first_at__isnull', False), ('second_at__isnull', False), ('state__in', ('approved', 'executed'))), models.Q(('second_at__isnull', True), ('state', 'refused')), _connector='OR'), name='destruction_state_has_its_approvals'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('first_at__isnull', True), ('first_by__isnull', True)), ('first_by__isnull', False), _connector='OR'), models.Q(models.Q(('second_at__isnull', True), ('second_by__isnull', True)), ('second_by__isnull', False), _connector='OR'), models.Q(models.Q(('executed_at__isnull', True), ('executed_by__isnull', True)), ('executed_by__isnull', False), _connector='OR')), name='destruction_is_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('executed_at__gte', models.F('second_at')), ('second_at__gte', models.F('first_at')), ('state', 'executed')), models.Q(models.Q(('state', 'executed'), _negated=True), ('executed_at__isnull', True)), _connector='OR'), name='destruction_is_carried_out_last'),
        ),
        migrations.AddConstraint(
            model_name='destructionlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('refused_at__isnull', False), ('refused_by__isnull', False), ('state', 'refused'), models.Q(('refused_reason', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('refused_at__isnull', True), ('refused_by__isnull', True)), _connector='OR'), name='destruction_refused_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='destructionseries',
            constraint=models.UniqueConstraint(fields=('center', 'year'), name='destruction_series_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='exemptionclass',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='exemption_class_has_its_basis'),
        ),
        migrations.AddConstraint(
            model_name='exemptionclass',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gte', 1), ('percent__lte', 100)), name='exemption_class_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='exemptionclass',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='exemption_class_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='exemptionclass',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('owner', 'code'), name='exemption_class_once'),
        ),
        migrations.AddConstraint(
            model_name='formseries',
            constraint=models.UniqueConstraint(fields=('center', 'form', 'year'), name='form_series_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='issuedform',
            constraint=models.UniqueConstraint(fields=('center', 'form', 'year', 'number'), name='form_number_once'),
        ),
        migrations.AddConstraint(
            model_name='electronicform',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('sealed_at__isnull', True)), models.Q(('failure', ''), ('file__isnull', False), ('sealed_at__isnull', False)), _connector='OR'), name='sealed_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='electronicform',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('begins_on__isnull', False), ('dossier__isnull', True), ('ends_on__isnull', False), ('form', 'register')), models.Q(models.Q(('form', 'register'), _negated=True), ('dossier__isnull', False)), _connector='OR'), name='form_is_of_something'),
        ),
        migrations.AddConstraint(
            model_name='electronicform',
            constraint=models.UniqueConstraint(condition=models.Q(('form', 'receipt'), ('issued__isnull', True)), fields=('dossier',), name='one_first_receipt'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.UniqueConstraint(fields=('dossier', 'position'), name='movement_once'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('before__isnull', True), ('after', 1), ('move', 'submit')), models.Q(('before__isnull', True), ('after', 2), ('move', 'accept')), models.Q(('before', 1), ('after', 2), ('move', 'accept')), models.Q(('before__isnull', True), ('after', 5), ('move', 'ask_supplement_at_intake')), models.Q(('before', 1), ('after', 5), ('move', 'ask_supplement_at_intake')), models.Q(('before__isnull', True), ('after', 3), ('move', 'refuse_at_intake')), models.Q(('before', 1), ('after', 3), ('move', 'refuse_at_intake')), models.Q(('before', 2), ('after', 4), ('move', 'transfer')), models.Q(('before', 2), ('after', 4), ('move', 'assign')), models.Q(('before', 4), ('after', 4), ('move', 'transfer')), models.Q(('before', 4), ('after', 4), ('move', 'assign')), models.Q(('before', 4), ('after', 4), ('move', 'process')), models.Q(('before', 4), ('after', 5), ('move', 'request_supplement')), models.Q(('before', 5), ('after', 2), ('move', 'accept')), models.Q(('before', 5), ('after', 4), ('move', 'supplement')), models.Q(('before', 5), ('after', 8), ('move', 'close_unsupplemented')), models.Q(('before', 4), ('after', 6), ('move', 'pause')), models.Q(('before', 6), ('after', 4), ('move', 'resume')), models.Q(('before', 4), ('after', 4), ('move', 'extend')), models.Q(('before', 1), ('after', 7), ('move', 'withdraw')), models.Q(('before', 2), ('after', 7), ('move', 'withdraw')), models.Q(('before', 4), ('after', 7), ('move', 'withdraw')), models.Q(('before', 5), ('after', 7), ('move', 'withdraw')), models.Q(('before', 6), ('after', 7), ('move', 'withdraw')), models.Q(('before', 4), ('after', 8), ('move', 'stop')), models.Q(('before', 4), ('after', 4), ('move', 'decide')), models.Q(('before', 4), ('after', 9), ('move', 'refuse')), models.Q(('before', 4), ('after', 9), ('move', 'issue')), models.Q(('before', 4), ('after', 4), ('move', 'send_back')), models.Q(('before', 4), ('after', 4), ('move', 'take_back')), models.Q(('before', 9), ('after', 10), ('move', 'return')), _connector='OR'), name='movement_is_lawful'),
        ),
        migrations.AddField(
            model_name='noticesettled',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='settledoriginal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
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
            model_name='paymentorder',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('asked_at'))), name='order_can_be_paid'),
        ),
        migrations.AddConstraint(
            model_name='paymentorder',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('charge',), name='one_order_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='paymentnotice',
            constraint=models.UniqueConstraint(fields=('connector', 'notice'), name='payment_notice_once'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['counter', 'day'], name='payment_of_the_day'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['center', 'day'], name='payment_of_center'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='payment_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(fields=('center', 'year', 'number'), name='receipt_number_once'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(fields=('center', 'method', 'reference'), name='payment_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', motcua.domain.fees.Method['CASH']), _negated=True), models.Q(('by__isnull', False), ('counter__isnull', False), ('number__isnull', False)), _connector='OR'), name='cash_is_taken_at_a_counter'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', motcua.domain.fees.Method['CASH']), ('reference__isnull', True)), models.Q(models.Q(('method', motcua.domain.fees.Method['CASH']), _negated=True), ('reference__isnull', False), models.Q(('reference', ''), _negated=True)), _connector='OR'), name='transfer_has_its_reference'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', motcua.domain.fees.Method['CONNECTOR']), _negated=True), ('order__isnull', False), _connector='OR'), name='online_payment_has_its_order'),
        ),
        migrations.AddConstraint(
            model_name='receiptseries',
            constraint=models.UniqueConstraint(fields=('center', 'year'), name='receipt_series_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='receivingaccount',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('center',), name='one_account_of_a_center'),
        ),
        migrations.AddConstraint(
            model_name='refundrequest',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='refund_asked_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='refundrequest',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='refund_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='refundrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('declined_by__isnull', False), models.Q(('declined_by', models.F('by')), _negated=True)), _connector='OR'), name='refund_declined_by_another'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(fields=['counter', 'day'], name='refund_of_the_day'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='refund_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('by', models.F('approved_by')), _negated=True), name='refund_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', motcua.domain.fees.Method['CASH']), ('counter__isnull', False)), models.Q(models.Q(('method', motcua.domain.fees.Method['CASH']), _negated=True), ('counter__isnull', True), models.Q(('reference', ''), _negated=True)), _connector='OR'), name='refund_left_somewhere'),
        ),
        migrations.AddField(
            model_name='reissuereturn',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='resultkind',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='result_kind_has_its_basis'),
        ),
        migrations.AddConstraint(
            model_name='resultkind',
            constraint=models.CheckConstraint(condition=models.Q(('validity_months__isnull', True), ('validity_months__gte', 1), _connector='OR'), name='result_holds_a_month_or_more'),
        ),
        migrations.AddConstraint(
            model_name='resultkind',
            constraint=models.UniqueConstraint(fields=('procedure', 'valid_from'), name='result_kind_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='resultseries',
            constraint=models.UniqueConstraint(fields=('unit', 'year'), name='result_series_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='retentionhold',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hold_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='retentionhold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__gte', models.F('placed_at')), ('lifted_by__isnull', False)), _connector='OR'), name='hold_lifted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='retention_rule_has_its_basis'),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.CheckConstraint(condition=models.Q(('years__isnull', True), models.Q(('years__gte', 1), ('years__lte', 100)), _connector='OR'), name='retention_is_whole_years'),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.CheckConstraint(condition=models.Q(('procedure__isnull', True), ('field__isnull', True), _connector='OR'), name='retention_of_one_scope'),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='retention_rule_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='destructionline',
            constraint=models.UniqueConstraint(fields=('list', 'dossier'), name='destruction_line_once'),
        ),
        migrations.AddConstraint(
            model_name='destructionline',
            constraint=models.UniqueConstraint(fields=('list', 'position'), name='destruction_position_once'),
        ),
        migrations.AddConstraint(
            model_name='destructionline',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome__in', ('', 'destroyed'))), fields=('dossier',), name='dossier_on_one_destruction_list'),
        ),
        migrations.AddConstraint(
            model_name='destructionline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('kept_until__isnull', False), ('rule__isnull', False), ('verdict', 'due')), models.Q(models.Q(('verdict', 'due'), _negated=True), ('outcome__in', ('excluded', 'left'))), _connector='OR'), name='destruction_line_is_due'),
        ),
        migrations.AddConstraint(
            model_name='destructionline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'destroyed'), models.Q(('content_digest', ''), _negated=True)), models.Q(models.Q(('outcome', 'destroyed'), _negated=True), ('content_digest', '')), _connector='OR'), name='destroyed_leaves_its_digest'),
        ),
        migrations.AddConstraint(
            model_name='revisionmove',
            constraint=models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='revision_move_has_its_basis'),
        ),
        migrations.AddConstraint(
            model_name='revisionmove',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='revision_move_changes_it'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('officer', 'name'), name='filter_name_once'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='filter_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='search',
            index=models.Index(fields=['ends_at'], name='search_ends'),
        ),
        migrations.AddIndex(
            model_name='shipment',
            index=models.Index(condition=models.Q(('state__in', (motcua.domain.delivery.Posting['PREPARED'], motcua.domain.delivery.Posting['POSTED'], motcua.domain.delivery.Posting['UNDELIVERABLE']))), fields=['prepared_at'], name='shipment_under_way'),
        ),
        migrations.AddConstraint(
            model_name='shipment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (motcua.domain.delivery.Posting['PREPARED'], motcua.domain.delivery.Posting['POSTED'], motcua.domain.delivery.Posting['UNDELIVERABLE']))), fields=('dossier',), name='one_letter_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='shipment',
            constraint=models.UniqueConstraint(condition=models.Q(('tracking_number', ''), _negated=True), fields=('carrier', 'tracking_number'), name='tracking_number_once'),
        ),
        migrations.AddConstraint(
            model_name='shipment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', (motcua.domain.delivery.Posting['PREPARED'], motcua.domain.delivery.Posting['CANCELLED'])), models.Q(('tracking_number', ''), _negated=True), _connector='OR'), name='posted_has_its_tracking_number'),
        ),
        migrations.AddConstraint(
            model_name='postalnews',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', (motcua.domain.delivery.News['POSTED'], motcua.domain.delivery.News['DELIVERED'], motcua.domain.delivery.News['BACK'], motcua.domain.delivery.News['CANCELLED']))), fields=('shipment', 'kind'), name='postal_news_once'),
        ),
        migrations.AddConstraint(
            model_name='postalnews',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', motcua.domain.delivery.News['DELIVERED']), _negated=True), models.Q(('receiver_name', ''), _negated=True), _connector='OR'), name='delivered_to_somebody'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['unit', 'role', 'due_at', 'id'], name='step_turn'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_at__isnull', True), ('officer__isnull', True)), fields=['unit', 'role', 'due_at', 'id'], name='step_nobodys'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['officer', 'due_at', 'id'], name='step_mine'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['done_by', 'done_at', 'id'], name='step_done'),
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
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('outcome', '')), models.Q(('done_at__isnull', False), ('done_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='done_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['unit', 'due_at'], name='opinion_turn'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(condition=models.Q(('answered_at__isnull', True), ('set_aside_at__isnull', True), ('silence_at__isnull', True)), fields=['due_at'], name='opinion_by_due'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True), ('set_aside_at__isnull', True), ('silence_at__isnull', True)), fields=('dossier', 'unit'), name='opinion_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', ''), _negated=True), models.Q(('question', ''), _negated=True), models.Q(('authority', ''), _negated=True), models.Q(('expected_vi', ''), _negated=True)), name='opinion_has_five_clears'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('asked_at'))), name='opinion_has_its_term'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='opinion_answered_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('silence_at__isnull', True), ('silence_at__gt', models.F('due_at')), _connector='OR'), name='opinion_silent_after_its_term'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_aside_at__isnull', True), ('set_aside_by__isnull', True), ('set_aside_reason', '')), models.Q(('set_aside_at__isnull', False), ('set_aside_by__isnull', False), models.Q(('set_aside_reason', ''), _negated=True)), _connector='OR'), name='opinion_set_aside_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.UniqueConstraint(fields=('step', 'officer', 'digest'), name='opening_once'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('received_at__isnull', True)), fields=['to_unit', 'given_at'], name='hand_over_unanswered'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('paper_due__isnull', False), ('paper_received_at__isnull', True)), fields=['to_unit', 'paper_due'], name='hand_over_paper'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('received_at__isnull', True), ('received_by__isnull', True)), models.Q(('received_at__gte', models.F('given_at')), ('received_by__isnull', False)), _connector='OR'), name='received_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper_received_at__isnull', True), ('paper_received_by__isnull', True)), models.Q(('paper_received_at__gte', models.F('given_at')), ('paper_received_by__isnull', False)), _connector='OR'), name='paper_received_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='supplement',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['wait_ends_at'], name='supplement_waiting'),
        ),
        migrations.AddConstraint(
            model_name='supplement',
            constraint=models.UniqueConstraint(fields=('dossier', 'number'), name='supplement_number_once'),
        ),
        migrations.AddConstraint(
            model_name='supplement',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('dossier',), name='one_supplement_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='supplement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_late', False), ('number', 1)), models.Q(('allowed_by__isnull', False), ('is_late', True), models.Q(('allowed_reason', ''), _negated=True)), _connector='OR'), name='second_supplement_is_allowed_by_the_head'),
        ),
        migrations.AddConstraint(
            model_name='supplement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('end', ''), _negated=True)), _connector='OR'), name='supplement_ends_somehow'),
        ),
        migrations.AddConstraint(
            model_name='defect',
            constraint=models.UniqueConstraint(fields=('supplement', 'position'), name='defect_once'),
        ),
        migrations.AddConstraint(
            model_name='defect',
            constraint=models.CheckConstraint(condition=models.Q(('wanted', ''), _negated=True), name='defect_says_what'),
        ),
        migrations.AddConstraint(
            model_name='tariff',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='tariff_has_its_basis'),
        ),
        migrations.AddConstraint(
            model_name='tariff',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='tariff_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='tariff',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='tariff_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(fields=['center', 'given_at'], name='warning_of_center'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(condition=models.Q(('before__lt', 2), ('level', motcua.domain.warnings.Level['OVERDUE'])), fields=['center', 'given_at'], name='overdue_unwarned'),
        ),
        migrations.AddConstraint(
            model_name='warning',
            constraint=models.UniqueConstraint(fields=('dossier', 'due_at', 'level'), name='warning_once'),
        ),
        migrations.AddConstraint(
            model_name='warning',
            constraint=models.CheckConstraint(condition=models.Q(('given_at__gte', models.F('owed_at'))), name='warning_when_owed'),
        ),
        migrations.AddConstraint(
            model_name='warning',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', [motcua.domain.warnings.Level['FIRST'], motcua.domain.warnings.Level['LAST'], motcua.domain.warnings.Level['OVERDUE']])), name='warning_level'),
        ),
        migrations.AddConstraint(
            model_name='warned',
            constraint=models.UniqueConstraint(fields=('warning', 'officer'), name='warned_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refusal_gives_its_reason'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(condition=models.Q(('signed_at__isnull', True)), fields=['center', 'sign_by'], name='apology_to_sign'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(fields=['center', 'signed_at'], name='apology_signed'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('new_due_at__gt', models.F('due_at'))), name='new_date_is_later'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form__isnull', True), ('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('form__isnull', False), ('signed_at__lte', models.F('sign_by')), ('signed_by__isnull', False), models.Q(('reason_code', ''), _negated=True)), _connector='OR'), name='apology_signed_in_time_with_reason'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='grant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.grant'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='signed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('unit', 'year', 'number'), name='result_number_once'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('is_signed', False), ('file__isnull', False), _connector='OR'), name='signed_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='reissue',
            constraint=models.UniqueConstraint(fields=('result', 'position'), name='reissue_position_once'),
        ),
        migrations.AddConstraint(
            model_name='reissue',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'corrected')), fields=('unit', 'year', 'number'), name='reissue_number_once'),
        ),
        migrations.AddConstraint(
            model_name='reissue',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reissue_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='reissue',
            constraint=models.CheckConstraint(condition=models.Q(('is_signed', False), ('file__isnull', False), _connector='OR'), name='signed_reissue_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', False), ('proof__in', ['identity_card', 'vneid', 'passport', 'receipt_and_card']), ('way', 'counter')), models.Q(('by__isnull', False), ('proof', 'postal_proof'), ('way', 'post')), models.Q(('proof', 'one_time_code'), ('way', 'electronic')), _connector='OR'), name='return_is_proven_as_its_way_asks'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('way', 'post'), models.Q(('receiver_identity_number', ''), _negated=True), _connector='OR'), name='return_names_who_received'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='exemption_is_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proof', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='exemption_is_proven'),
        ),
        migrations.AddConstraint(
            model_name='resumption',
            constraint=models.CheckConstraint(condition=models.Q(('proof', ''), _negated=True), name='resumption_is_proven'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('notice_number', ''), _negated=True), models.Q(('agency', ''), _negated=True)), name='obligation_has_its_notice'),
        ),
        migrations.AddConstraint(
            model_name='destructioncertificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), _negated=True), models.Q(('symbol', ''), _negated=True)), name='certificate_says_what'),
        ),
        migrations.AddConstraint(
            model_name='noticesettled',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='settlement_says_what'),
        ),
        migrations.AddConstraint(
            model_name='settledoriginal',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'stays'), models.Q(('receiver_name', ''), _negated=True), _connector='OR'), name='original_given_back_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), _negated=True), models.Q(('reason', ''), _negated=True), models.Q(('document_number', ''), _negated=True)), name='result_revocation_has_its_grounds'),
        ),
    ]
