import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('waiting', models.PositiveIntegerField(default=0)),
                ('tickets', models.PositiveIntegerField(default=0)),
                ('received', models.PositiveIntegerField(default=0)),
                ('returned', models.PositiveIntegerField(default=0)),
                ('in_process', models.PositiveIntegerField(default=0)),
                ('due_soon', models.PositiveIntegerField(default=0)),
                ('overdue', models.PositiveIntegerField(default=0)),
                ('is_counted', models.BooleanField(default=True)),
                ('as_of', models.DateTimeField()),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='daily_facts', to='places.commune')),
            ],
            options={
                'indexes': [models.Index(fields=['day'], name='fact_by_day')],
                'constraints': [models.UniqueConstraint(fields=('commune', 'day'), name='fact_once_a_day')],
            },
        ),
    ]
