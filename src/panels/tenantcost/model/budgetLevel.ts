import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';

import { type LevelMark } from '../../../shared/panel/chart/series';

import { type Budget, budgetFor } from './budgets';
import { formatMoney } from './display';
import { hoursOf, monthOf } from './month';
import { type Band } from './stackRows';

/**
 * The budget of what is seen as a line, in money per hour: only where every band that is seen is a key's own and every
 * key has a budget, so that stack and line are of the same.
 */
export function budgetLevel(
  theme: GrafanaTheme2,
  budgets: Budget[],
  bands: Band[],
  currency: string,
  { timeRange, timeZone }: { timeRange: TimeRange; timeZone: TimeZone }
): LevelMark[] {
  const keys = [...new Set(bands.map(({ group }) => group))];
  const found = keys.flatMap((key) => budgetFor(budgets, key, currency) ?? []);
  if (keys.length === 0 || found.length < keys.length || bands.some(({ kind }) => kind !== 'value')) {
    return [];
  }
  const month = hoursOf(monthOf(timeRange.to.valueOf() - 1, timeZone));
  const value = found.reduce((sum, { amount }) => sum + amount, 0) / month;
  return [{ value, label: `budget ${formatMoney(value, currency)} an hour`, colour: theme.colors.error.text }];
}
