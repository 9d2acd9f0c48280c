import { type PanelModel } from '@grafana/data';

import { type LineId, LINES } from '../model/figures';

import { defaultOptions, type LatencyOptions, type LegendPlace, type LegendValue, type View } from './options';

const views: readonly View[] = ['time', 'by'];
const places: readonly LegendPlace[] = ['bottom', 'right', 'hidden'];
const values: readonly LegendValue[] = ['mean', 'last'];

const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;

const someOf = <T>(known: readonly T[], value: unknown, otherwise: T[]): T[] =>
  Array.isArray(value) ? known.filter((one) => value.includes(one)) : otherwise;

/**
 * Options of a saved panel in the form of this version. What is missing or unknown, as in a dashboard written by hand or
 * by a newer version, takes the default.
 */
export function migrateOptions({
  options,
}: PanelModel<Partial<Record<keyof LatencyOptions, unknown>>>): LatencyOptions {
  const saved = options ?? {};
  const { slo } = saved;
  return {
    view: oneOf(views, saved.view, defaultOptions.view),
    lines: someOf<LineId>(LINES, saved.lines, defaultOptions.lines),
    ...(typeof slo === 'number' && slo > 0 ? { slo } : {}),
    legend: oneOf(places, saved.legend, defaultOptions.legend),
    legendValues: someOf(values, saved.legendValues, defaultOptions.legendValues),
    showCoverage: typeof saved.showCoverage === 'boolean' ? saved.showCoverage : defaultOptions.showCoverage,
  };
}
