/** Asks for what is open now, by the clocks there. */
export const NOW = 'now';

/** Whether a text is `now` or a date and time of the calendar, `YYYY-MM-DDTHH:MM`. */
export function isOpenAt(text: string | null): text is string {
  if (text === null || text === NOW) return text !== null;
  const date = dateOf(text);
  return date !== null && localText(date) === text;
}

/**
 * The date and time on the spot that is asked for; `null` where any will do. Now is what clocks show in a time zone, or
 * on this device where none is given or the browser does not know it.
 */
export function momentOf(openAt: string | null, timeZone: string | undefined): string | null {
  if (openAt !== NOW) return openAt;
  const now = new Date();
  return (timeZone && textIn(timeZone, now)) || localText(now);
}

/** The day of the week of a local date and time, 0 for Sunday. */
export function weekdayOf(moment: string): number {
  const date = dateOf(moment);
  return date ? date.getDay() : 0;
}

/** A date and time as clocks of a time zone show it; '' where the browser cannot tell. */
function textIn(timeZone: string, date: Date): string {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    const parts: { [type: string]: string } = {};
    for (const { type, value } of format.formatToParts(date)) parts[type] = value;
    const text = `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
    return isOpenAt(text) ? text : '';
  } catch {
    return '';
  }
}

/** By its parts: old browsers take a text without a time zone for universal time. */
function dateOf(text: string): Date | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return new Date(year, month - 1, day, hour, minute);
}

function localText(date: Date): string {
  const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
