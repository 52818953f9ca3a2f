from django.urls import path

from motcua.web.display import clips, signs, views

urlpatterns = [
    path("display/<str:center>", views.display, name="display"),
    path("display/<str:center>/pairing", views.pair, name="display_pair"),
    path("display/<str:center>/board", views.board, name="display_board"),
    path("display/<str:center>/<int:number>", signs.sign, name="display_sign"),
    path("display/<str:center>/<int:number>/now", signs.sign_now, name="display_sign_now"),
    path("display/voices/<str:voice>/<str:version>/<str:clip>", clips.clip, name="voice_clip"),
]
