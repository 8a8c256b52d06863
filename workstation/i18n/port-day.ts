/** Days as the port has them: an instant belongs to the day its clocks show, which is not the day of UTC. */

const day_ms = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  // Swedish writes 2026-05-04 11:21:00.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, made);
  return made;
}

/** What the port's clocks show, as if they stood in UTC, ms. */
const shown = (at: number, timeZone: string): number => Date.parse(`${clockOf(timeZone).format(at).replace(' ', 'T')}Z`);

/** The day at the port, `2026-05-04`. */
export const portDay = (at: number, timeZone: string): string => new Date(shown(at, timeZone)).toISOString().slice(0, 10);

/** Day and minute at the port, `2026-05-04T11:21`, as a field for both has it. */
export const portMinute = (at: number, timeZone: string): string => new Date(shown(at, timeZone)).toISOString().slice(0, 16);

/** A day some days later or, with a negative number, earlier. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);

/**
 * When the port's clocks show a time of a day, as an instant of ISO 8601 in UTC. A time that the change to summer time leaves out is the
 * instant of the change at which it would have been.
 * @param time `08:00` or `08:00:30`
 */
export function portInstant(day: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  const first = wanted - (shown(wanted, timeZone) - wanted);
  // The first guess may lie on the other side of a change of the clocks.
  return new Date(first - (shown(first, timeZone) - wanted)).toISOString();
}

/** The days of UTC in which a day of the port lies. */
export function utcDaysOf(day: string, timeZone: string): readonly string[] {
  const first = portInstant(day, '00:00', timeZone).slice(0, 10);
  const end = Date.parse(portInstant(dayAfter(day), '00:00', timeZone)) - 1;
  const last = new Date(end).toISOString().slice(0, 10);
  return first === last ? [first] : [first, last];
}

/** Whether a text is a day that exists: what comes from an address may be anything. */
export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayAfter(text, 0) === text;
