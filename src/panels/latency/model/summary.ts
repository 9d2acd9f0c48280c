import { formatFigure } from '../../../shared/format';

import { formatOf } from './display';
import { PHASES, nameOf } from './figures';
import { type RangeRow } from './rows';
import { shareOf } from './segments';

/** "Queue 120 ms, 10.0%": the known phases of a row, with their shares. */
function phasesInWords({ figures, fields }: RangeRow): string {
  return PHASES.filter((id) => figures[id] != null)
    .map((id) => {
      const share = shareOf(figures[id], figures.e2e);
      const part = share === null ? '' : `, ${formatFigure(share, 'percentunit')}`;
      return `${nameOf(id)} ${formatOf(id, fields[id], figures[id])}${part}`;
    })
    .join('; ');
}

/** A row in one sentence, for those who do not see the picture. */
export function rowInWords(row: RangeRow): string {
  const e2e = formatOf('e2e', row.fields.e2e, row.figures.e2e);
  const phases = phasesInWords(row) || 'phases not known';
  return `${row.label}: mean end to end ${e2e}. ${phases}.`;
}
