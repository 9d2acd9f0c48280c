import { LoadingState, type PanelData } from '@grafana/data';

import { type Coverage, type EmptySide } from '../../../shared/types.gen';
import { type View } from '../options/options';

import { type Answer, type Part } from './answer';
import { isFigure } from './figures';

/** What the panel has to show, and what it says where it has no picture. */
export type PanelState =
  | { kind: 'picture'; part: Part }
  | { kind: 'loading' }
  | { kind: 'error'; message: string }
  /** Frames of other queries: their query types. */
  | { kind: 'wrong'; found: string[] }
  /** A latency answer in a format that the view cannot draw. */
  | { kind: 'format'; format: 'table' | 'numeric' }
  /** Steps that cannot be put together, because their requests are not in the answer. */
  | { kind: 'uncounted' }
  | { kind: 'empty'; coverage?: Coverage; reasons: EmptySide[] };

/** The answer that a view draws. */
export function partFor(view: View, { time, table }: Answer): Part | undefined {
  return view === 'time' ? time : (table ?? time);
}

const hasValues = ({ frame }: Part): boolean =>
  frame.length > 0 && frame.fields.some(({ name, values }) => isFigure(name) && values.some((value) => value != null));

const isCounted = ({ format, frame }: Part): boolean =>
  format === 'table' || frame.fields.some(({ name }) => name === 'requests');

function withoutPart({ table, numeric, others }: Answer): PanelState {
  if (table) {
    return { kind: 'format', format: 'table' };
  }
  if (numeric) {
    return { kind: 'format', format: 'numeric' };
  }
  return others.length > 0 ? { kind: 'wrong', found: [...new Set(others)] } : { kind: 'empty', reasons: [] };
}

/** The text of what went wrong; undefined where nothing did. */
export function errorOf({ state, errors }: PanelData): string | undefined {
  if (state !== LoadingState.Error) {
    return undefined;
  }
  const first = errors?.[0];
  return first?.message ?? first?.data?.message ?? 'The query failed.';
}

/** Decides between picture and message. */
export function stateOf(data: PanelData, answer: Answer, view: View): PanelState {
  const part = partFor(view, answer);
  if (part && hasValues(part)) {
    return view === 'by' && !isCounted(part) ? { kind: 'uncounted' } : { kind: 'picture', part };
  }
  const message = errorOf(data);
  if (message) {
    return { kind: 'error', message };
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return { kind: 'loading' };
  }
  return part ? { kind: 'empty', coverage: part.coverage, reasons: part.coverage?.empty ?? [] } : withoutPart(answer);
}
