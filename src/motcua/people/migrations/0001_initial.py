import django.db.models.deletion
import motcua.base.rows
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('login', models.CharField(max_length=60, unique=True)),
                ('name_vi', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('back_on', models.DateField(blank=True, null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['begins_on', 'pk'],
                'indexes': [models.Index(fields=['officer', 'ends_on'], name='absence_of_officer'), models.Index(condition=models.Q(('substitute__isnull', False)), fields=['substitute', 'ends_on'], name='absence_by_substitute')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='absence_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('back_on__isnull', True), models.Q(('back_on__gte', models.F('begins_on')), ('back_on__lte', models.F('ends_on'))), _connector='OR'), name='absence_ends_early_within_it'), models.CheckConstraint(condition=models.Q(('substitute__isnull', True), models.Q(('substitute', models.F('officer')), _negated=True), _connector='OR'), name='absence_nobody_stands_in_for_themselves')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('counter', 'Counter'), ('support', 'Support'), ('specialist', 'Specialist'), ('head_of_unit', 'Head Of Unit'), ('leader', 'Leader'), ('clerk', 'Clerk'), ('center_head', 'Center Head'), ('province', 'Province'), ('working_group', 'Working Group'), ('department', 'Department'), ('admin', 'Admin')], max_length=14)),
                ('title_vi', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('is_acting', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'role'], name='post_by_unit_and_role')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='post_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('devolution', 'Devolution'), ('decentralisation', 'Decentralisation'), ('delegation', 'Delegation'), ('reallocation', 'Reallocation')], max_length=16)),
                ('document_number', models.CharField(max_length=60)),
                ('document_date', models.DateField()),
                ('fields', models.JSONField(blank=True, default=list)),
                ('procedures', models.JSONField(blank=True, default=list)),
                ('conditions_vi', models.CharField(blank=True, default='', max_length=300)),
                ('conditions_en', models.CharField(blank=True, default='', max_length=300)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('revoked_on', models.DateField(blank=True, null=True)),
                ('revocation_number', models.CharField(blank=True, default='', max_length=60)),
                ('revocation_date', models.DateField(blank=True, null=True)),
                ('revocation_reason', models.CharField(blank=True, default='', max_length=300)),
                ('absence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.absence')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants_issued', to='places.unit')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='people.grant')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.post')),
            ],
            options={
                'indexes': [models.Index(fields=['document_number'], name='grant_by_document')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'delegation'), _negated=True), models.Q(('valid_to__isnull', False), models.Q(('conditions_vi', ''), _negated=True)), _connector='OR'), name='delegation_has_term_and_conditions'), models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='grant_has_its_document'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='grant_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('fields', []), _negated=True), models.Q(('procedures', []), _negated=True), _connector='OR'), name='grant_has_a_scope'), models.CheckConstraint(condition=models.Q(models.Q(('absence__isnull', True), ('source__isnull', True)), ('kind', 'delegation'), _connector='OR'), name='only_a_delegation_comes_from_another_grant'), models.CheckConstraint(condition=models.Q(models.Q(('revocation_date__isnull', True), ('revocation_number', ''), ('revocation_reason', ''), ('revoked_on__isnull', True)), models.Q(('revocation_date__isnull', False), ('revoked_on__isnull', False), models.Q(('revocation_number', ''), _negated=True), models.Q(('revocation_reason', ''), _negated=True)), _connector='OR'), name='revocation_has_document_and_reason')],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
