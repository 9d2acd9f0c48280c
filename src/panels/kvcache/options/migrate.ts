import { type PanelModel } from '@grafana/data';

import { flag, oneOf } from '../../../shared/panel/options/known';
import { VIEWS } from '../model/views';

import { defaultOptions, type KVCacheOptions, type RowChoice } from './options';

const choices: readonly RowChoice[] = ['all', 'notable'];

/**
 * Options of a saved panel in the form of this version. What is missing or unknown, as in a dashboard written by hand or
 * by a newer version, takes the default.
 */
export function migrateOptions({
  options,
}: PanelModel<Partial<Record<keyof KVCacheOptions, unknown>>>): KVCacheOptions {
  const saved = options ?? {};
  return {
    view: oneOf(VIEWS, saved.view, defaultOptions.view),
    rows: oneOf(choices, saved.rows, defaultOptions.rows),
    openFirst: flag(saved.openFirst, defaultOptions.openFirst),
    legend: flag(saved.legend, defaultOptions.legend),
    showCoverage: flag(saved.showCoverage, defaultOptions.showCoverage),
  };
}
