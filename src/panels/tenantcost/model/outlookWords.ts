import { dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

import { formatFigure } from '../../../shared/format';

import { formatMoney } from './display';
import { hoursOf, type Outlook } from './month';

const instantOf = (instant: number, timeZone: TimeZone): string =>
  dateTimeFormat(instant, { timeZone, format: 'D MMM HH:mm' });

/** "November to date €12,300 · ≈ €16,700 by its end"; what a month would cost where the answer does not reach back. */
export function outlookInWords(outlook: Outlook, currency: string, timeZone: TimeZone): string {
  const { month, spent, isToDate, beginsLate, projected } = outlook;
  const sum = formatMoney(spent.amount, currency);
  const later = formatMoney(projected, currency);
  if (isToDate) {
    return `${month.name} to date ${sum} · ≈ ${later} by its end`;
  }
  return beginsLate
    ? `${sum} since ${instantOf(spent.from, timeZone)}, where the data begins · ≈ ${later} a month at this rate`
    : `≈ ${later} a month at this rate · for the month to date, begin the range with ${month.name}`;
}

/** What the outlook is computed from. */
export function outlookDetails(outlook: Outlook, currency: string, timeZone: TimeZone): string {
  const { month, spent, isToDate, rate } = outlook;
  const at = (instant: number) => instantOf(instant, timeZone);
  const from = `${formatMoney(spent.amount, currency)} from ${at(spent.from)} to ${at(spent.to)}`;
  const mean = `${formatMoney(rate, currency)} an hour in the mean`;
  const rest = isToDate
    ? `the rest of the month, ${formatFigure(hoursOf({ from: spent.to, to: month.to }))} h, at this rate`
    : `a month of ${formatFigure(hoursOf(month))} h at this rate; ${formatFigure(hoursOf(spent) / hoursOf(month), 'percentunit')} of it is known`;
  return `${from}, ${mean}; ${rest}`;
}
