# Reads calendars (RFC 5545) as python3-icalendar and dateutil do: for each event of
# the file named, its id and each of its days up to the last, one a line.
import sys
from datetime import datetime

from dateutil.rrule import rrulestr
from icalendar import Calendar

file, last = sys.argv[1:]
calendar = Calendar.from_ical(open(file, "rb").read())
for event in calendar.walk("VEVENT"):
    if event.errors or not event["DTSTAMP"] or event["SEQUENCE"] < 1:
        sys.exit(f"{event['UID']}: {event.errors}")
    start = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    days = {start}
    if "RRULE" in event:
        days |= set(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
    if "RDATE" in event:
        days |= {datetime.combine(d.dt, datetime.min.time()) for d in event["RDATE"].dts}
    for day in sorted(days):
        if str(day.date()) <= last:
            print(event["UID"], day.date())
