import { formatFigure, NOT_AVAILABLE } from '../../../shared/format';
import { type DoctorResponse, type DoctorSignal, type SignalState } from '../../../shared/types.gen';

import { SIGNAL_STATES, signalMark, signalRank } from './mark';

/** A signal as one system reports it, as a row: with the words and with what the columns are sorted by. */
export interface SignalRow {
  /** The same as long as the signal and the system are. */
  key: string;
  signal: DoctorSignal;
  title: string;
  /** The system's title, as the layer gives it. */
  system: string;
  /** Where its state stands: what should be looked at first is first. */
  rank: number;
  /** Share of those that could have it; −1 where nothing could, so that it is sorted below 0. */
  share: number;
  /** Seconds; −1 where unknown. */
  cadence: number;
  age: number;
  /** "22 of 24 GPUs". */
  on: string;
  every: string;
  newest: string;
}

/** "22 of 24 GPUs", or "n/a" where there is nothing that could have it. */
export function onText({ on, of, of_what: what }: DoctorSignal): string {
  return of > 0 ? [`${on} of ${of}`, what].filter(Boolean).join(' ') : NOT_AVAILABLE;
}

/** A length of time with three significant digits and no zeros that say nothing: "15 s", "3.2 s", "1.17 hour". */
function secondsText(seconds: number): string {
  return formatFigure(seconds, 's').replace(/(\.\d*?)0+(?= )/, (_, kept: string) => (kept === '.' ? '' : kept));
}

/** "15 s", or "n/a" where the samples do not tell. */
export function everyText({ cadence_s: cadence }: DoctorSignal): string {
  return cadence > 0 ? secondsText(cadence) : NOT_AVAILABLE;
}

/** "4 s ago": how old the newest sample is at the end of the range. */
export function newestText({ newest_age_s: age }: DoctorSignal): string {
  if (age == null) {
    return NOT_AVAILABLE;
  }
  return age < 1 ? 'under 1 s ago' : `${secondsText(age)} ago`;
}

function rowOf(signal: DoctorSignal, systems: Map<string, string>): SignalRow {
  return {
    key: `${signal.signal} ${signal.system ?? ''}`,
    signal,
    title: signal.title || signal.signal,
    system: systems.get(signal.system ?? '') ?? signal.system ?? '',
    rank: signalRank(signal.state, signal.system),
    share: signal.of > 0 ? signal.on / signal.of : -1,
    cadence: signal.cadence_s > 0 ? signal.cadence_s : -1,
    age: signal.newest_age_s ?? -1,
    on: onText(signal),
    every: everyText(signal),
    newest: newestText(signal),
  };
}

/** The rows of a layer: what something can be done about first, then by title and system. */
export function rowsOfLayer({ layers, signals }: DoctorResponse, layer: string): SignalRow[] {
  const systems = new Map(layers.flatMap((one) => one.systems).map(({ system, title }) => [system, title || system]));
  return signals
    .filter((signal) => signal.layer === layer)
    .map((signal) => rowOf(signal, systems))
    .sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title) || a.system.localeCompare(b.system));
}

/** The rows of one signal, whatever reports it. */
export function rowsOfSignal(report: DoctorResponse, signal: string): SignalRow[] {
  const layer = report.signals.find((one) => one.signal === signal)?.layer;
  return layer === undefined ? [] : rowsOfLayer(report, layer).filter((row) => row.signal.signal === signal);
}

/** What the rows are narrowed to. */
export interface SignalFilter {
  state?: SignalState;
  text: string;
}

function textOf({ signal, title, system }: SignalRow): string {
  const { names, looked_for: lookedFor = [], keys, missing_keys: missing, why = '' } = signal;
  return [signal.signal, title, system, signal.system, ...names, ...lookedFor, ...keys, ...missing, why]
    .join(' ')
    .toLowerCase();
}

/** The rows with the state, and with every word of the text in any of their texts. */
export function filterRows(rows: SignalRow[], { state, text }: SignalFilter): SignalRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) => (state === undefined || row.signal.state === state) && words.every((word) => textOf(row).includes(word))
  );
}

/** A state to narrow by, with how many rows have it. */
export interface StateChoice {
  state?: SignalState;
  label: string;
}

/** The states that occur, in order, after "All". */
export function stateChoices(rows: SignalRow[]): StateChoice[] {
  const found = SIGNAL_STATES.map((state) => ({
    state,
    count: rows.filter((row) => row.signal.state === state).length,
  })).filter(({ count }) => count > 0);
  return [
    { label: `All ${rows.length}` },
    ...found.map(({ state, count }) => ({ state, label: `${signalMark(state).word} ${count}` })),
  ];
}
