import { type IconName } from '@grafana/data';

import { type LayerState, type SignalState } from '../../../shared/types.gen';

/** Whether something is as it should be, worth a look, wrong, or simply not there. */
export type Tone = 'good' | 'watch' | 'bad' | 'none';

/** A state as it is shown: never by colour alone. */
export interface Mark {
  tone: Tone;
  word: string;
}

/** The sign beside the word. */
export const toneIcons: Record<Tone, IconName> = {
  good: 'check',
  watch: 'exclamation-triangle',
  bad: 'times',
  none: 'minus',
};

const layerMarks: Record<LayerState, Mark> = {
  ready: { tone: 'good', word: 'Ready' },
  partial: { tone: 'watch', word: 'Partial' },
  missing: { tone: 'none', word: 'Missing' },
  unreachable: { tone: 'bad', word: 'Unreachable' },
};

const signalMarks: Record<SignalState, Mark> = {
  unkeyed: { tone: 'bad', word: 'No match' },
  stale: { tone: 'bad', word: 'Stale' },
  partial: { tone: 'watch', word: 'Partial' },
  absent: { tone: 'watch', word: 'Missing' },
  ready: { tone: 'good', word: 'Ready' },
  'not-reported': { tone: 'none', word: 'Not reported' },
};

/** The states of a signal: those that something can be done about first, the worst of them foremost. */
export const SIGNAL_STATES: SignalState[] = ['unkeyed', 'stale', 'partial', 'absent', 'ready', 'not-reported'];

const signalHelp: Record<SignalState, string> = {
  unkeyed: 'It has series, but they lack labels by which it could be joined.',
  stale: 'It has series, but no recent samples.',
  partial: 'Some of those that could report it do.',
  absent: 'It could be there, and is not.',
  ready: 'It is there, fresh, and can be joined.',
  'not-reported': 'The system has no metric for it; there is nothing to switch on.',
};

const unknown = (state: string): Mark => ({ tone: 'none', word: state });

/** How a layer's state is shown. */
export function layerMark(state: LayerState): Mark {
  return layerMarks[state] ?? unknown(state);
}

/** How a signal's state is shown; one that no system here could report is missing without anything being wrong. */
export function signalMark(state: SignalState, system?: string): Mark {
  const mark = signalMarks[state] ?? unknown(state);
  return state === 'absent' && !system ? { ...mark, tone: 'none' } : mark;
}

/** One sentence that explains a signal's state. */
export function explainState(state: SignalState): string {
  return signalHelp[state] ?? '';
}

/** Where a signal's state stands in the order of what should be looked at first. */
export function signalRank(state: SignalState, system?: string): number {
  const rank = SIGNAL_STATES.indexOf(state);
  const known = rank < 0 ? SIGNAL_STATES.length : rank;
  return state === 'absent' && !system ? known + 0.5 : known;
}
