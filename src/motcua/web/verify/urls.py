from django.urls import path

from motcua.web.verify.views import verify

urlpatterns = [path("verify", verify, name="verify")]
