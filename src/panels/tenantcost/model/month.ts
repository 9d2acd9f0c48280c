import { dateTimeForTimeZone, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

import { type Part } from '../../../shared/panel/model/answer';

import { type Block } from './blocks';
import { readTimeRows } from './timeRows';

const HOUR_MS = 3_600_000;

/** A calendar month in the dashboard's time zone, in milliseconds. */
export interface Month {
  from: number;
  to: number;
  name: string;
}

/** The month that an instant lies in. */
export function monthOf(instant: number, timeZone: TimeZone): Month {
  const from = dateTimeForTimeZone(timeZone, instant).startOf('month');
  const to = dateTimeForTimeZone(timeZone, from.valueOf()).add(1, 'month');
  return { from: from.valueOf(), to: to.valueOf(), name: from.format('MMMM') };
}

export const hoursOf = ({ from, to }: { from: number; to: number }): number => (to - from) / HOUR_MS;

/** Money of a stretch of time. */
export interface Spent {
  from: number;
  to: number;
  amount: number;
}

/** What the month comes to, as far as the answer tells. */
export interface Outlook {
  month: Month;
  /** What the rate is taken from. */
  spent: Spent;
  /** Whether that begins with the month, so that it is the month to date. */
  isToDate: boolean;
  /** Whether the range reaches back to the month's first instant, but the data begins later. */
  beginsLate: boolean;
  /** Money of an hour, in the mean. */
  rate: number;
  /** By the month's end: the month to date and the rest of it at the rate, or all of a month at the rate. */
  projected: number;
}

/** Money of a currency since the month began, as far as a time series has it. */
function fromSteps(part: Part, currency: string, from: number): Spent | undefined {
  const { times, step, rows } = readTimeRows(part);
  const own = rows.filter((row) => row.currency === currency);
  const spent = { first: -1, last: -1, amount: 0 };
  times.forEach((time, at) => {
    // A step is stamped at its end.
    const values = time > from ? own.map(({ columns }) => columns.cost_total?.[at]) : [];
    if (values.some((value) => value != null)) {
      spent.first = spent.first < 0 ? at : spent.first;
      spent.last = at;
      spent.amount += values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    }
  });
  if (spent.first < 0) {
    return undefined;
  }
  // The month's first instant need not be on the grid of steps: a step that it cuts, or the next, is the first.
  const begin = times[spent.first] - step * 1000;
  return { from: begin < from + step * 1000 ? from : begin, to: times[spent.last], amount: spent.amount };
}

// A table says nothing of when: it is the month's as far as its range lies in the month.
function fromTable({ total }: Block, { from, to }: TimeRange): Spent | undefined {
  const amount = total.cost_total;
  return amount == null ? undefined : { from: from.valueOf(), to: to.valueOf(), amount };
}

// A table is exact to the range's end, which steps need not reach; steps know since when there is data. A table of a
// range that reaches into the month before is not the month's.
function fromBoth(table: Spent | undefined, steps: Spent | undefined, month: Month): Spent | undefined {
  return table && steps && table.from >= month.from ? { ...table, from: Math.max(table.from, steps.from) } : steps;
}

/**
 * The month to date and what it will come to, of the answer that is shown and, beside a table, of one over time.
 * Nothing is made up: where the answer does not reach back to the month's first instant, it is only what a month at the
 * present rate would cost.
 */
export function outlookOf(
  block: Block,
  part: Part,
  range: TimeRange,
  timeZone: TimeZone,
  time?: Part
): Outlook | undefined {
  const month = monthOf(range.to.valueOf() - 1, timeZone);
  const table = part.format === 'table' ? fromTable(block, range) : undefined;
  const steps = part.format === 'table' ? time : part;
  const spent = steps ? fromBoth(table, fromSteps(steps, block.currency, month.from), month) : table;
  if (!spent || spent.to <= spent.from) {
    return undefined;
  }
  const rate = spent.amount / hoursOf(spent);
  const isToDate = spent.from === month.from;
  const rest = hoursOf({ from: spent.to, to: month.to });
  const beginsLate = range.from.valueOf() <= month.from && spent.from > month.from;
  return {
    month,
    spent,
    isToDate,
    beginsLate,
    rate,
    projected: isToDate ? spent.amount + rate * rest : rate * hoursOf(month),
  };
}
