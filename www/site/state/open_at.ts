/** Asks for what is open now, by the clock of this device. */
export const NOW = 'now';

/** Whether a text is `now` or a date and time of the calendar, `YYYY-MM-DDTHH:MM`. */
export function isOpenAt(text: string | null): text is string {
  if (text === null || text === NOW) return text !== null;
  const date = dateOf(text);
  return date !== null && localText(date) === text;
}

/** The local date and time that is asked for; `null` where any will do. */
export function momentOf(openAt: string | null): string | null {
  return openAt === NOW ? localText(new Date()) : openAt;
}

/** The day of the week of a local date and time, 0 for Sunday. */
export function weekdayOf(moment: string): number {
  const date = dateOf(moment);
  return date ? date.getDay() : 0;
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
