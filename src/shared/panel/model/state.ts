import { LoadingState, type PanelData } from '@grafana/data';

import { type Coverage, type EmptySide } from '../../types.gen';

import { type Answer, type Part } from './answer';

/** What a panel says where it has no picture. */
export type NoPicture =
  | { kind: 'loading' }
  | { kind: 'error'; message: string }
  /** Frames of other queries: their query types. */
  | { kind: 'wrong'; found: string[] }
  /** An answer in a format that the view cannot draw. */
  | { kind: 'format'; format: 'table' | 'timeseries' | 'numeric' }
  | { kind: 'empty'; coverage?: Coverage; reasons: EmptySide[] };

/** Whether one of these fields has a value. */
export function hasValues({ frame }: Part, isFigure: (name: string) => boolean): boolean {
  return (
    frame.length > 0 && frame.fields.some(({ name, values }) => isFigure(name) && values.some((value) => value != null))
  );
}

/** The text of what went wrong; undefined where nothing did. */
export function errorOf({ state, errors }: PanelData): string | undefined {
  if (state !== LoadingState.Error) {
    return undefined;
  }
  const first = errors?.[0];
  return first?.message ?? first?.data?.message ?? 'The query failed.';
}

function withoutPart({ time, table, numeric, others }: Answer): NoPicture {
  const found = table ?? time ?? numeric;
  if (found) {
    return { kind: 'format', format: found.format };
  }
  return others.length > 0 ? { kind: 'wrong', found: [...new Set(others)] } : { kind: 'empty', reasons: [] };
}

/** Why there is no picture: of the part that a view would draw, had it values, or of an answer without such a part. */
export function whyNoPicture(data: PanelData, answer: Answer, part: Part | undefined): NoPicture {
  const message = errorOf(data);
  if (message) {
    return { kind: 'error', message };
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return { kind: 'loading' };
  }
  return part ? { kind: 'empty', coverage: part.coverage, reasons: part.coverage?.empty ?? [] } : withoutPart(answer);
}
