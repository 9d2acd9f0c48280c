import {
  type DoctorLayer,
  type DoctorResponse,
  type DoctorSignal,
  type LayerState,
  type MaturityLevel,
} from '../../../shared/types.gen';

import { counted, listed } from './count';

/** The report in one line. */
export interface Headline {
  /** "Level 2 of 4 · Engine plus GPU correlated". */
  level: string;
  /** How many layers and signals are how. */
  figures: string;
}

const words: Record<LayerState, string> = {
  ready: 'ready',
  partial: 'partial',
  missing: 'missing',
  unreachable: 'unreachable',
};

/** "4 layers ready, 2 partial and 1 missing"; states without layers are left out. */
export function layerFigures(layers: DoctorLayer[]): string {
  const states = Object.keys(words) as LayerState[];
  const parts = states
    .map((state) => ({ state, count: layers.filter((layer) => layer.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }, index) => `${index === 0 ? counted(count, 'layer') : count} ${words[state]}`);
  return listed(parts);
}

/** Signals that at least one system reports in a way that can be joined, of all that could be. */
export function signalFigures(signals: DoctorSignal[]): string {
  const usable = new Set(signals.filter(({ state }) => state === 'ready' || state === 'partial').map((s) => s.signal));
  const all = new Set(signals.map((s) => s.signal));
  return all.size > 0 ? `${usable.size} of ${counted(all.size, 'signal')} can be used` : '';
}

/** The report in one line: the level reached, and what it rests on. */
export function headlineOf({ level, levels, layers, signals }: DoctorResponse): Headline {
  const title = levels.find((rung) => rung.level === level)?.title;
  const top = Math.max(4, ...levels.map((rung) => rung.level));
  return {
    level: [`Level ${level} of ${top}`, title].filter(Boolean).join(' · '),
    figures: [layerFigures(layers), signalFigures(signals)].filter(Boolean).join(' · '),
  };
}

/** Where a rung stands: below or at the level reached, the one to climb next, or further up. */
export type RungPlace = 'reached' | 'next' | 'later';

/** Where a rung stands. One level at a time: what is above a rung that is not reached does not count yet. */
export function placeOf(rung: MaturityLevel, reached: number): RungPlace {
  if (rung.level <= reached) {
    return 'reached';
  }
  return rung.level === reached + 1 ? 'next' : 'later';
}

/** Whether the store holds nothing that the catalog knows: every layer could be asked, and none has a series. */
export function isEmpty({ layers }: DoctorResponse): boolean {
  return layers.length > 0 && layers.every(({ state }) => state === 'missing');
}
