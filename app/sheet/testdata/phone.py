"""A phone's calendar: takes calendar files one after the other, as RFC 5545 and 5546 say, and
prints what it then shows as JSON. The files are read by the icalendar library alone."""

import json
import sys

import icalendar

kept = {}
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    cancels = str(calendar["METHOD"]) == "CANCEL"
    for event in calendar.walk("VEVENT"):
        uid, age = str(event["UID"]), (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
        if uid in kept and kept[uid][0] > age:
            continue
        kept[uid] = (age, cancels or str(event.get("STATUS", "")) == "CANCELLED", event)

shown = []
for uid, (_, gone, event) in sorted(kept.items()):
    if gone:
        continue
    alarms = [alarm["TRIGGER"].dt.total_seconds() for alarm in event.walk("VALARM")]
    shown.append({
        "uid": uid,
        "first": event["DTSTART"].dt.isoformat(),
        "after": event["DTEND"].dt.isoformat(),
        "title": str(event["SUMMARY"]),
        "place": str(event.get("LOCATION", "")),
        "about": str(event.get("DESCRIPTION", "")),
        "alarms": alarms,
    })
json.dump(shown, sys.stdout)
