from django.urls import path

from motcua.web.setup import procedures, procedures_draft, procedures_life, procedures_publication

ONE = "<str:code>/revisions/<int:number>"
urlpatterns = [
    path("", procedures.search, name="setup_procedures"),
    path("<str:code>/", procedures.procedure, name="setup_procedure"),
    path("<str:code>/differences", procedures.differences, name="setup_procedure_differences"),
    path("<str:code>/drafts", procedures.drafts, name="setup_procedure_drafts"),
    path(ONE, procedures.revision, name="setup_revision"),
    path(f"{ONE}/text", procedures.text, name="setup_revision_text"),
    path(f"{ONE}/draft", procedures_draft.draft, name="setup_revision_draft"),
    path(f"{ONE}/cancellation", procedures.cancellation, name="setup_revision_cancellation"),
    path(f"{ONE}/approval", procedures_life.approval, name="setup_revision_approval"),
    path(f"{ONE}/publication", procedures_publication.publication, name="setup_revision_publication"),
    path(f"{ONE}/end", procedures_life.end, name="setup_revision_end"),
    path(f"{ONE}/dossiers", procedures_publication.dossiers, name="setup_revision_dossiers"),
]
