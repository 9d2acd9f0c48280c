import { type PanelModel } from '@grafana/data';

import { flag, oneOf, someOf } from '../../../shared/panel/options/known';
import { LEGEND_PLACES } from '../../../shared/panel/options/legend';
import { BASES } from '../model/basis';
import { type Budget } from '../model/budgets';

import { COLUMNS, type CostOptions, defaultOptions, LEGEND_VALUES, SERIES, STACKS, VIEWS } from './options';

type Saved = Partial<Record<keyof CostOptions, unknown>>;

function budgetOf(value: unknown): Budget[] {
  const candidate: Partial<Record<keyof Budget, unknown>> = typeof value === 'object' && value !== null ? value : {};
  const { name, amount, currency } = candidate;
  if (typeof name !== 'string' || typeof amount !== 'number' || !(amount > 0)) {
    return [];
  }
  return [{ name, amount, ...(typeof currency === 'string' && currency ? { currency } : {}) }];
}

/**
 * Options of a saved panel in the form of this version. What is missing or unknown, as in a dashboard written by hand or
 * by a newer version, takes the default.
 */
export function migrateOptions({ options }: PanelModel<Saved>): CostOptions {
  const saved = options ?? {};
  return {
    view: oneOf(VIEWS, saved.view, defaultOptions.view),
    basis: oneOf(BASES, saved.basis, defaultOptions.basis),
    columns: someOf(COLUMNS, saved.columns, defaultOptions.columns),
    group: flag(saved.group, defaultOptions.group),
    series: oneOf(SERIES, saved.series, defaultOptions.series),
    stack: oneOf(STACKS, saved.stack, defaultOptions.stack),
    legend: oneOf(LEGEND_PLACES, saved.legend, defaultOptions.legend),
    legendValues: someOf(LEGEND_VALUES, saved.legendValues, defaultOptions.legendValues),
    outlook: flag(saved.outlook, defaultOptions.outlook),
    budgets: Array.isArray(saved.budgets) ? saved.budgets.flatMap(budgetOf) : defaultOptions.budgets,
    showCoverage: flag(saved.showCoverage, defaultOptions.showCoverage),
  };
}
