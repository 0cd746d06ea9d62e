"""Questions for schools, open-source projects, and whoever has just joined. After documents 002 and 000; the words are ours."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.stories.kinds.questions.definition import Answer, Question

BY_PROGRAM: Final = (
    Question("research", "education", _("What can your research do today that it could not before?"), is_usual=True),
    Question("open_science", "education", _("Does it help to share what you find?")),
    Question("school_use", "education", _("Who works with it, and for what?"), is_usual=True),
    Question("students_like", "education", _("What do students and researchers like best about it?"), is_usual=True),
    Question("students_work", "education", _("What do students take with them into their first job?")),
    Question("students_together", "education", _("How do they work together in it?")),
    Question("contributions", "open_source", _("What has become of contributions: more, other people, faster?"), is_usual=True),
    Question("community_says", "open_source", _("What does your community say?"), is_usual=True),
    Question("adapted", "open_source", _("What did you have to adapt so that it fits your community?")),
    Question("moving", "open_source", _("What would you tell another project that thinks of moving?"), is_usual=True),
    Question("services_before", "open_source", _("What did you use before: hosting, tasks, chat?")),
    Question("services_still", "open_source", _("And what do you still use beside it?")),
    Question("other_programs", "open_source", _("Do others support you too, with machines or credits?")),
    Question("paid_features", "open_source", _("Which features of the paid editions help you most, if you use them?")),
    Question("value_measured", "open_source", _("How do you see what it is worth to the project?")),
    Question("led_here", "joining", _("What brought you here, and which problems did you want to solve?")),
    Question("considered", "joining", _("What did you use or look at before you chose?")),
    Question("experience", "joining", _("How has it been so far?")),
    Question("improved", "joining", _("Which figures became better?")),
    Question("unexpected", "joining", _("What went well that you did not expect?")),
    Question("would_do", "joining", _("How many hours a year could you give to others like you?"), answer=Answer.NUMBER),
)
