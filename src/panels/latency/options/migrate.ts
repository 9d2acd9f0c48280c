import { type PanelModel } from '@grafana/data';

import { flag, oneOf, positive, someOf } from '../../../shared/panel/options/known';
import { LEGEND_PLACES } from '../../../shared/panel/options/legend';
import { type LineId, LINES } from '../model/figures';

import { defaultOptions, type LatencyOptions, LEGEND_VALUES, type View } from './options';

const views: readonly View[] = ['time', 'by', 'first'];

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
    legend: oneOf(LEGEND_PLACES, saved.legend, defaultOptions.legend),
    legendValues: someOf(LEGEND_VALUES, saved.legendValues, defaultOptions.legendValues),
    showCoverage: flag(saved.showCoverage, defaultOptions.showCoverage),
  };
}
