import { displayNameOf, formatOf, inSentence } from './display';
import { type CellFigure } from './figures';
import { type Group } from './groups';
import { type Mark } from './marks';
import { type Rank } from './ranks';
import { isStraggler } from './straggler';

/** A cell for those who hear the page: "GPU 5: Tensor activity 62.3%; straggler; clock 1,230 MHz, …". */
export function cellInWords(group: Group, rank: Rank, id: CellFigure, marks: Mark[]): string {
  const { figures, fields, name } = rank;
  return [
    `${name}: ${displayNameOf(id, fields)} ${formatOf(id, fields[id], figures[id])}`,
    ...(isStraggler(group, rank) ? ['straggler'] : []),
    ...marks.map(({ words }) => words),
  ].join('; ');
}

/** A row's cells together: "8 GPUs, tensor activity 31.0% to 62.3%". */
export function cellsInWords({ ranks }: Group, id: CellFigure): string {
  const values = ranks.flatMap(({ figures }) => (figures[id] == null ? [] : [figures[id]]));
  const count = `${ranks.length} ${ranks.length === 1 ? 'GPU' : 'GPUs'}`;
  const { fields } = ranks[0] ?? { fields: {} };
  const text = (value: number) => formatOf(id, fields[id], value);
  return values.length > 0
    ? `${count}, ${inSentence(displayNameOf(id, fields))} ${text(Math.min(...values))} to ${text(Math.max(...values))}`
    : count;
}
