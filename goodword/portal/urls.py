"""Addresses of the pages by link, and of the page that a contact has for itself."""

from django.urls import path

from goodword.portal.views import answers, event, fitness, fresh, join, leads, leaving, own, records, statement, stop_mail, transcript

app_name = "portal"

urlpatterns = [
    path("r/owner/<str:token>/", answers.owner, name="owner"),
    path("r/ideas/<str:token>/", answers.opinions, name="opinions"),
    path("r/fit/<str:token>/", fitness.fitness, name="fitness"),
    path("r/leads/<str:token>/", leads.leads, name="leads"),
    path("r/records/<str:token>/", records.records, name="records"),
    path("r/outcome/<str:token>/", answers.outcome, name="outcome"),
    path("r/stop/<str:token>/", stop_mail.stop_mail, name="stop_mail"),
    path("r/kit/<str:token>/", event.kit, name="kit"),
    path("r/kit/<str:token>/photo", event.photo, name="kit_photo"),
    path("r/plan/<str:token>/", event.plan, name="plan"),
    path("r/plan/<str:token>/files/<int:pk>", event.plan_file, name="plan_file"),
    path("r/words/<str:token>/", statement.words, name="words"),
    path("r/transcript/<str:token>/", transcript.transcript, name="transcript"),
    path("r/<str:token>/words", statement.open_words, name="open_words"),
    path("r/<str:token>/kit", event.open_kit, name="open_kit"),
    path("r/<str:token>/plan", event.open_plan, name="open_plan"),
    path("r/<str:token>/", answers.answer, name="answer"),
    path("r/<str:token>/times", answers.times, name="times"),
    path("r/<str:token>/done", answers.did, name="did"),
    path("r/<str:token>/no", answers.decline, name="decline"),
    path("r/<str:token>/call.ics", answers.calendar, name="calendar"),
    path("r/<str:token>/me", fresh.from_ask, name="fresh_from_ask"),
    path("join/", join.index, name="join_any"),
    path("join/confirm/<str:token>/", join.confirm, name="join_confirm"),
    path("join/<str:program>/", join.join, name="join"),
    path("join/<str:program>/sent/", join.sent, name="join_sent"),
    path("me/", fresh.ask, name="me"),
    path("me/delete/<str:token>/", leaving.erase, name="erase"),
    path("me/deleted/<uuid:receipt>/", leaving.erased, name="erased"),
    path("me/<str:token>/", own.own, name="own"),
    path("me/<str:token>/one-pager", own.one_pager, name="own_one_pager"),
    path("me/<str:token>/pause", own.pause, name="own_pause"),
    path("me/<str:token>/agreed", own.agreed, name="own_agreed"),
    path("me/<str:token>/limits", own.limits, name="own_limits"),
    path("me/<str:token>/details", own.details, name="own_details"),
    path("me/<str:token>/leave", leaving.leave, name="own_leave"),
    path("me/<str:token>/on-me", leaving.on_me, name="own_held"),
    path("me/<str:token>/on-me.zip", leaving.take_along, name="own_file"),
    path("me/<str:token>/delete", leaving.delete, name="own_delete"),
    path("me/<str:token>/back/<int:entry>", own.take_back, name="own_take_back"),
    path("me/<str:token>/answer/<int:candidate>", own.answer, name="own_answer"),
    path("me/<str:token>/close", own.close, name="own_close"),
    path("me/<str:token>/again", own.again, name="own_again"),
]
