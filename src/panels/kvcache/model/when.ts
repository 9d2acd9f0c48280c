import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

import { type KVCacheSpell } from '../../../shared/types.gen';

const DAY_MS = 86_400_000;

/** The instants between which times are said, and in which zone. */
export interface Clock {
  from: number;
  to: number;
  timeZone: TimeZone;
}

/** "14:20"; with the day where the range is longer than one. */
function timeInWords(time: number, { from, to, timeZone }: Clock): string {
  return dateTimeFormat(time, { timeZone, format: to - from > DAY_MS ? 'MM-DD HH:mm' : 'HH:mm' });
}

/** "since 14:20" while it lasts, "14:20–14:35" once it is over. */
export function spellInWords({ from, to }: KVCacheSpell, lasts: boolean, clock: Clock): string {
  const start = timeInWords(from, clock);
  return lasts ? `since ${start}` : `${start}–${timeInWords(to, clock)}`;
}
