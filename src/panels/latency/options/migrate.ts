import { type PanelModel } from '@grafana/data';

import { flag, oneOf, positive, someOf } from '../../../shared/panel/options/known';
import { type LineId, LINES } from '../model/figures';

import { defaultOptions, type LatencyOptions, type LegendPlace, type LegendValue, type View } from './options';

const views: readonly View[] = ['time', 'by', 'first'];
const places: readonly LegendPlace[] = ['bottom', 'right', 'hidden'];
const values: readonly LegendValue[] = ['mean', 'last'];

/**
 * Options of a saved panel in the form of this version. What is missing or unknown, as in a dashboard written by hand or
 * by a newer version, takes the default.
 */
export function migrateOptions({
  options,
}: PanelModel<Partial<Record<keyof LatencyOptions, unknown>>>): LatencyOptions {
  const saved = options ?? {};
  const slo = positive(saved.slo);
  return {
    view: oneOf(views, saved.view, defaultOptions.view),
    lines: someOf<LineId>(LINES, saved.lines, defaultOptions.lines),
    ...(slo === undefined ? {} : { slo }),
    legend: oneOf(places, saved.legend, defaultOptions.legend),
    legendValues: someOf(values, saved.legendValues, defaultOptions.legendValues),
    showCoverage: flag(saved.showCoverage, defaultOptions.showCoverage),
  };
}
