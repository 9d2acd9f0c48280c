import { type PanelModel } from '@grafana/data';

import { flag, oneOf, positive, someOf } from '../../../shared/panel/options/known';
import { CELL_FIGURES, CHART_FIGURES } from '../model/figures';
import { MARKS } from '../model/markIds';
import { SORTS } from '../model/sort';

import { type BalanceOptions, defaultOptions } from './options';

/**
 * Options of a saved panel in the form of this version. What is missing or unknown, as in a dashboard written by hand or
 * by a newer version, takes the default.
 */
export function migrateOptions({
  options,
}: PanelModel<Partial<Record<keyof BalanceOptions, unknown>>>): BalanceOptions {
  const saved = options ?? {};
  return {
    sort: oneOf(SORTS, saved.sort, defaultOptions.sort),
    onlyFindings: flag(saved.onlyFindings, defaultOptions.onlyFindings),
    cell: oneOf(CELL_FIGURES, saved.cell, defaultOptions.cell),
    marks: someOf(MARKS, saved.marks, defaultOptions.marks),
    hotFrom: positive(saved.hotFrom) ?? defaultOptions.hotFrom,
    chart: oneOf(CHART_FIGURES, saved.chart, defaultOptions.chart),
    showLegend: flag(saved.showLegend, defaultOptions.showLegend),
    showCoverage: flag(saved.showCoverage, defaultOptions.showCoverage),
  };
}
