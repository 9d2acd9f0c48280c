import { type PanelData } from '@grafana/data';

import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { hasValues, type NoPicture, whyNoPicture } from '../../../shared/panel/model/state';
import { type View } from '../options/options';

import { isFigure } from './figures';
import { isFirstTokenFigure } from './firstToken';

/** What the panel has to show, and what it says where it has no picture. */
export type PanelState =
  | { kind: 'picture'; part: Part }
  /** Steps that cannot be put together, because their requests are not in the answer. */
  | { kind: 'uncounted' }
  | NoPicture;

/** The answer that a view draws. */
export function partFor(view: View, { time, table }: Answer): Part | undefined {
  return view === 'time' ? time : (table ?? time);
}

const isCounted = ({ format, frame }: Part): boolean =>
  format === 'table' || frame.fields.some(({ name }) => name === 'requests');

/** Decides between picture and message. */
export function stateOf(data: PanelData, answer: Answer, view: View): PanelState {
  const part = partFor(view, answer);
  if (!part || !hasValues(part, view === 'first' ? isFirstTokenFigure : isFigure)) {
    return whyNoPicture(data, answer, part);
  }
  return view === 'time' || isCounted(part) ? { kind: 'picture', part } : { kind: 'uncounted' };
}
