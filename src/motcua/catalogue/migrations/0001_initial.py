import django.db.models.deletion
import motcua.base.rows
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Field',
            fields=[
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('code', models.SlugField(max_length=30, primary_key=True, serialize=False)),
                ('series', models.CharField(max_length=1, unique=True)),
                ('hint_vi', models.CharField(blank=True, default='', max_length=200)),
                ('hint_en', models.CharField(blank=True, default='', max_length=200)),
                ('icon', models.CharField(blank=True, default='', max_length=30)),
                ('unit_kind', models.CharField(max_length=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('published', 'Published'), ('cancelled', 'Cancelled')], default='draft', max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, default='', max_length=120)),
                ('result_vi', models.CharField(max_length=300)),
                ('result_en', models.CharField(blank=True, default='', max_length=300)),
                ('legal_basis', models.JSONField(default=list)),
                ('is_standard_process', models.BooleanField(default=True)),
                ('source', models.CharField(blank=True, default='', max_length=300)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='catalogue.revision')),
            ],
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('code', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('field_vi', models.CharField(max_length=120)),
                ('rank', models.PositiveSmallIntegerField(default=999)),
                ('authoritative_system', models.CharField(max_length=10)),
                ('search', models.TextField()),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='catalogue.field')),
            ],
            options={
                'ordering': ['rank', 'name_vi'],
            },
        ),
        migrations.CreateModel(
            name='RevisionText',
            fields=[
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='text', serialize=False, to='catalogue.revision')),
                ('record', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='revision',
            name='procedure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='catalogue.procedure'),
        ),
        migrations.CreateModel(
            name='ProcedureTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('direct', 'Direct'), ('online', 'Online'), ('post', 'Post')], max_length=8)),
                ('value', models.PositiveSmallIntegerField()),
                ('promised_value', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('unit', models.CharField(max_length=14)),
                ('is_inferred', models.BooleanField(default=False)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='catalogue.revision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('revision', 'channel'), name='term_per_channel'), models.CheckConstraint(condition=models.Q(('promised_value__isnull', True), ('promised_value__lte', models.F('value')), _connector='OR'), name='promised_term_is_not_longer')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('act', models.CharField(max_length=10)),
                ('role', models.CharField(max_length=14)),
                ('unit_kind', models.CharField(max_length=12)),
                ('result_vi', models.CharField(max_length=200)),
                ('result_en', models.CharField(blank=True, default='', max_length=200)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6)),
                ('is_counted', models.BooleanField(default=True)),
                ('forms', models.JSONField(blank=True, default=list)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='catalogue.revision')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('revision', 'position'), name='step_position_once')],
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('direct', 'Direct'), ('online', 'Online'), ('post', 'Post')], max_length=8)),
                ('kind', models.CharField(max_length=20)),
                ('amount', models.PositiveIntegerField(blank=True, null=True)),
                ('per_vi', models.CharField(blank=True, default='', max_length=120)),
                ('per_en', models.CharField(blank=True, default='', max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fees', to='catalogue.revision')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('name_vi', models.CharField(max_length=300)),
                ('name_en', models.CharField(blank=True, default='', max_length=300)),
                ('originals', models.PositiveSmallIntegerField(default=0)),
                ('copies', models.PositiveSmallIntegerField(default=0)),
                ('is_shown', models.BooleanField(default=False)),
                ('is_always', models.BooleanField(default=True)),
                ('when_vi', models.CharField(blank=True, default='', max_length=300)),
                ('when_en', models.CharField(blank=True, default='', max_length=300)),
                ('position', models.PositiveSmallIntegerField()),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='catalogue.revision')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('revision', 'code'), name='document_code_once')],
            },
        ),
        migrations.CreateModel(
            name='RevisionAct',
            fields=[
                ('id', models.UUIDField(default=motcua.base.rows.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('drafted', 'Drafted'), ('saved', 'Saved'), ('approved', 'Approved'), ('published', 'Published'), ('ended', 'Ended'), ('cancelled', 'Cancelled')], max_length=10)),
                ('at', models.DateTimeField()),
                ('document', models.CharField(blank=True, default='', max_length=120)),
                ('document_date', models.DateField(blank=True, null=True)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('open_dossiers', models.CharField(blank=True, choices=[('stay', 'Stay'), ('move', 'Move')], default='', max_length=4)),
                ('legal_basis', models.CharField(blank=True, default='', max_length=300)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='catalogue.revision')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('open_dossiers', 'move'), _negated=True), models.Q(('legal_basis', ''), _negated=True), _connector='OR'), name='moved_on_a_legal_basis')],
            },
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='revision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='revision_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('digest', ''), _negated=True), _connector='OR'), name='published_text_has_its_digest'),
        ),
    ]
