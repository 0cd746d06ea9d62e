"""Questions for every story: before, why us, what if, use, impact, figures. After documents 002 and 000; the words are ours."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.stories.kinds.questions.definition import Answer, Question

_NUMBER: Final = Answer.NUMBER

GENERAL: Final = (
    Question("who_you_are", "before", _("What does your organisation do, and what does your team do in it?"), is_usual=True),
    Question("what_to_tell", "before", _("If you had to tell a colleague elsewhere one thing about this, what would it be?")),
    Question("problem", "before", _("Which problem were you trying to solve when you began to look?"), is_usual=True),
    Question("way_before", "before", _("How did you do it until then? Walk us through an ordinary week."), is_usual=True),
    Question("tools_before", "before", _("Which tools did you work with?")),
    Question("felt", "before", _("Who felt the problem most, and how?")),
    Question("cost", "before", _("What did it cost you: time, money, people, sleep?"), is_usual=True),
    Question("why_replace", "before", _("When did you decide that the old way had to go, and what tipped it?")),
    Question("toolchain", "before", _("What do your tools look like from above? Which does the business hang on, and why?")),
    Question("projects_now", "before", _("Which projects matter most this year, as far as you may say?")),
    Question("hardest", "before", _("What stands most in the way of delivering: people, process, or technology?")),
    Question("debt", "before", _("Do old decisions in your code slow you down?"), follow_up=_("Is it getting better, and since when?")),
    Question("slowest_step", "before", _("Which step takes longest, and in which do most faults creep in?")),
    Question("capabilities", "choice", _("What did the new way have to be able to do?"), is_usual=True),
    Question("why_us", "choice", _("Why {company}, in the end?"), is_usual=True),
    Question("others", "choice", _("What else did you look at, and what spoke against it?")),
    Question("who_decided", "choice", _("Who had to be convinced, and by what?")),
    Question("business_case", "choice", _("How did you make the case for it inside?")),
    Question("not_changed", "what_if", _("Where would you be today if you had changed nothing?"), is_usual=True),
    Question("not_us", "what_if", _("And if you had not chosen {company}?")),
    Question("taken_away", "what_if", _("If somebody took it away tomorrow, what would happen?")),
    Question("solved", "use", _("How were the problems that you named solved?"), is_usual=True),
    Question("teams", "use", _("Which teams use it, and how many people are they?"), is_usual=True),
    Question("users_say", "use", _("What do the people who work with it every day say?"), is_usual=True),
    Question("surprise", "use", _("What surprised you, for better or for worse?")),
    Question("adoption", "use", _("How did people take it up? Who was first, who last, and why?")),
    Question("releases", "use", _("We bring something new often. Does that help you, or does it make work?")),
    Question("releases_open", "use", _("Has it changed how your teams try things and work together?")),
    Question("version", "use", _("Are you on a recent version?"), follow_up=_("If not: what keeps you?")),
    Question("plugged_in", "use", _("What else is connected with it?")),
    Question("workflow", "use", _("What does the way from an idea to the customer look like today?")),
    Question("outcomes", "impact", _("What has become better for the business?"), is_usual=True),
    Question("first_wins", "impact", _("What was the first thing that went well?")),
    Question("largest_win", "impact", _("And the greatest so far?"), is_usual=True),
    Question("simpler", "impact", _("Has work become simpler? Where exactly?")),
    Question("across_teams", "impact", _("Who works together today who did not before?")),
    Question("architecture", "impact", _("Has it helped to renew what your systems are built like?")),
    Question("goals_met", "impact", _("Did you reach the goals that you set yourselves at the beginning?")),
    Question("next", "impact", _("What do you do next with it?"), is_usual=True),
    Question(
        "measured",
        "figures",
        _("What do you measure today? Three figures that became better make a story."),
        follow_up=_("None yet is fine: which would you like to have in half a year?"),
        is_usual=True,
    ),
    Question("lead_time", "figures", _("How long is the way from a change to its use: before, and now?")),
    Question("frequency", "figures", _("How often do you deploy: before, and now?")),
    Question("failures", "figures", _("How many of 100 changes fail: before, and now?"), answer=_NUMBER),
    Question("restore", "figures", _("How long does it take until a failure is mended: before, and now?")),
    Question("on_time", "figures", _("How many of 100 releases come on time and within budget?"), answer=_NUMBER),
    Question("bugs_early", "figures", _("Are faults found earlier? Which of them would not have been found at all?")),
    Question("scanned", "figures", _("How much of your code is scanned, in percent?"), answer=_NUMBER),
    Question("escaped", "figures", _("How many critical weaknesses of a year used to slip through, and how many do now?")),
    Question("commits", "figures", _("How many commits go into an ordinary release? Your repositories know, we gladly help to count.")),
)
