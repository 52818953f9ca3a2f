"""The catalogue's own tools: what they read, what they refuse, and that they write the same bytes again."""

import json

import pytest

from scripts import messages


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """An empty catalogue and a source tree with one page and one module."""
    source = tmp_path / "src" / "motcua"
    (source / "web" / "templates").mkdir(parents=True)
    (source / "web" / "templates" / "page.html").write_text(
        '{% translate "Call next" %} {% blocktranslate %}{{ n }} people ahead{% endblocktranslate %}'
    )
    (source / "views.py").write_text('title = _("Home")\nmonth = pgettext("calendar", "May")\n')
    path = source / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", source)
    monkeypatch.setattr(messages, "CATALOGUE", path)
    return path


WORDS = {
    "Call next": "Gọi người tiếp theo",
    "%(n)s people ahead": "Còn %(n)s người phía trước",
    "Home": "Trang chủ",
    "calendar\x04May": "Tháng năm",
}


def test_what_templates_and_python_say_is_found(catalogue):
    assert set(messages.missing("")) == set(WORDS)
    assert set(messages.missing("page.html")) == {"Call next", "%(n)s people ahead"}


def test_merged_words_are_complete_compiled_and_stable(catalogue):
    assert messages.merge(WORDS) == []
    assert messages.check() == []
    assert catalogue.with_suffix(".mo").exists()
    before = catalogue.read_bytes()
    messages.merge(json.loads(json.dumps(WORDS)))
    messages.update()
    assert catalogue.read_bytes() == before


@pytest.mark.parametrize(
    ("english", "vietnamese", "complaint"),
    [
        ("Home", " ", "has no Vietnamese"),
        ("%(n)s people ahead", "Còn người phía trước", "placeholders differ"),
        ("%(n)s people ahead", "Còn %(m)s người phía trước", "placeholders differ"),
        ("Call next", "Goi nguoi tiep theo", "without diacritics"),
    ],
)
def test_bad_words_are_not_taken(catalogue, english, vietnamese, complaint):
    lines = messages.merge({english: vietnamese})
    assert complaint in lines[0]
    assert english in messages.missing("")


def test_check_names_what_is_missing_and_what_is_no_longer_used(catalogue):
    messages.merge({**WORDS, "Old": "Cũ"})
    (catalogue.parents[3] / "views.py").write_text('title = _("New")\nmonth = pgettext("calendar", "May")\n')
    lines = messages.check()
    assert any("'New' has no Vietnamese" in line for line in lines)
    assert any("no longer used: 'Old'" in line for line in lines)
    messages.update()
    assert not any("no longer used" in line for line in messages.check())
