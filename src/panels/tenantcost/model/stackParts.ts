import { type Column } from '../../../shared/panel/model/column';

import { isSpecial, SPECIAL_KINDS, type TimeRow, type TimeRows } from './rows';
import { addColumns, type Band, bandOf } from './stackRows';

type PartId = 'prompt' | 'generation' | 'undivided';

const names: Record<PartId, string> = { prompt: 'Prompt', generation: 'Generation', undivided: 'Not divided' };
const ids: PartId[] = ['prompt', 'generation', 'undivided'];

// What rounding leaves is no part of its own.
const ROUNDING = 1e-6;

function restAt(
  { cost_total: total, cost_prompt: prompt, cost_generation: generation }: TimeRow['columns'],
  at: number
) {
  const whole = total?.[at];
  const rest = (whole ?? 0) - (prompt?.[at] ?? 0) - (generation?.[at] ?? 0);
  return whole != null && rest > ROUNDING * whole ? rest : null;
}

function columnOf({ columns }: TimeRow, id: PartId, times: number[]): Column {
  switch (id) {
    case 'prompt':
      return columns.cost_prompt ?? [];
    case 'generation':
      return columns.cost_generation ?? [];
    case 'undivided':
      return times.map((_, at) => restAt(columns, at));
  }
}

/** The bands of a currency by what the money was for: prompts, generated tokens, and what is no key's own. */
export function bandsByPart({ rows, times, step }: TimeRows): Band[] {
  const own = rows.filter(({ kind }) => !isSpecial(kind));
  const together = (id: string, label: string, columns: Column[]): Band =>
    bandOf({ id, label, kind: id, group: id }, addColumns(columns, times.length), step);
  const parts = ids.map((id) =>
    together(
      id,
      names[id],
      own.map((row) => columnOf(row, id, times))
    )
  );
  const special = SPECIAL_KINDS.map((kind) => {
    const columns = rows.filter((row) => row.kind === kind).map((row) => row.columns.cost_total ?? []);
    return together(kind, kind, columns);
  });
  return [...parts, ...special].filter(({ values }) => values.some((value) => value !== null && value !== 0));
}
