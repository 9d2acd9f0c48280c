import { type Edge, stackOf as edgesOf } from '../../../shared/panel/model/stack';

import { type Phase, PHASES } from './figures';
import { type TimeRow } from './timeRows';

/** The upper edges of the phases of a row that are not hidden, stacked in the order of a request. */
export function stackOf({ columns }: TimeRow, hidden: ReadonlySet<string>): Array<Edge<Phase>> {
  return edgesOf(PHASES.flatMap((id) => (columns[id] && !hidden.has(id) ? [{ id, values: columns[id] }] : [])));
}
