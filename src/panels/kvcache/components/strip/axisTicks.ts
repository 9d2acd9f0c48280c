import { dateTimeForTimeZone, dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 28].map((days) => days * DAY),
];
/** Room that a label takes. */
const EACH = 76;

/** An instant that is named below the strips. */
export interface Tick {
  time: number;
  text: string;
}

/** Round instants of a range in a time zone, as many as fit. */
export function axisTicks([from, to]: [number, number], width: number, timeZone: TimeZone): Tick[] {
  const most = Math.max(1, Math.floor(width / EACH));
  const step = STEPS.find((one) => (to - from) / one <= most) ?? STEPS[STEPS.length - 1];
  const offset = dateTimeForTimeZone(timeZone, from).utcOffset() * MINUTE;
  const first = Math.ceil((from + offset) / step) * step - offset;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  const format = step >= DAY ? 'MM-DD' : 'HH:mm';
  return Array.from({ length: count }, (_, at) => first + at * step).map((time) => ({
    time,
    text: dateTimeFormat(time, { timeZone, format }),
  }));
}
