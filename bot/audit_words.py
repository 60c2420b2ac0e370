"""What the audit log says was done, in words the person it is about can read. Reads no log."""

from bot.vocabulary import mark

DEEDS = {
    "area_added": mark("added a place to the grid"),
    "group_bound": mark("bound a group to its village"),
    "group_asked": mark("asked which village a group is"),
    "group_not_bound": mark("did not confirm which village a group is"),
    "group_unbound": mark("unbound a group from its village"),
    "group_lesson_set": mark("changed when a group gets its lesson"),
    "area_renamed": mark("renamed a place"),
    "area_ended": mark("ended a place"),
    "population_noted": mark("noted how many people are filed"),
    "invited": mark("invited somebody to a role"),
    "invitation_taken": mark("said yes to an invitation"),
    "role_given": mark("gave you a role"),
    "role_not_given": mark("did not confirm an invitation"),
    "role_ended": mark("ended a role"),
    "person_added": mark("filed you, with your consent on paper"),
    "family_ended": mark("ended looking after one another"),
    "viewed_person": mark("opened your card"),
    "viewed_chart": mark("opened a chart of your numbers"),
    "saw_people": mark("saw your name on a list of people"),
    "listed_person": mark("saw your name in a list of who takes part"),
    "figures_exported": mark("took the programme's figures away as a table"),
    "exported_own_data": mark("took a copy of their own data"),
    "alert_acknowledged": mark("answered an alert about you"),
    "alert_sent": mark("was told of a dangerous number of yours"),
    "alert_code_sent": mark("was asked to call the doctor about an alert, without your name"),
    "quiet_hours_broken": mark("wrote in the quiet hours, because of an alert"),
}
