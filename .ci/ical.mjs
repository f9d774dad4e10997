// Reads calendars (RFC 5545) as ical.js does: for each event of the file named, its
// id and each of its days up to the last, one a line.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [file, last] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (!event.startDate.isDate) throw new Error(`${event.uid} is at an hour`);
  const days = event.iterator();
  for (let day = days.next(); day && day.toString() <= last; day = days.next()) console.log(`${event.uid} ${day}`);
}
