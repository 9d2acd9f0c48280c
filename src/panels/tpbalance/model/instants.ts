import { dateTimeFormat } from '@grafana/data';

const DAY = 86_400_000;

/** The range that instants are told within, and where their reader is. */
export interface Clock {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  timeZone: string;
  /** Length of the answer's step, milliseconds: what ended less than two of them before the end still goes on. */
  step: number;
}

/** "14:20"; with the day where the range is longer than one. */
export const instantInWords = (at: number, { from, to, timeZone }: Clock): string =>
  dateTimeFormat(at, { timeZone, format: to - from > DAY ? 'MM-DD HH:mm' : 'HH:mm' });

const STILL = 2;
const LEAST_STEP = 60_000;

/** Whether a stretch that ends there goes on, as far as the answer knows. */
export const goesOn = (end: number, { to, step }: Clock): boolean => end >= to - STILL * Math.max(step, LEAST_STEP);

/** "since 14:20", "14:20 to 15:05". */
export function spanInWords({ from, to }: { from: number; to: number }, clock: Clock): string {
  const begin = instantInWords(from, clock);
  return goesOn(to, clock) ? `since ${begin}` : `${begin} to ${instantInWords(to, clock)}`;
}
