import { ADDITIVE, type FigureId, type Figures, PARTS } from './figures';

/** Adds what is defined; null where nothing is, undefined where no row has the figure. */
function sumOf(rows: Figures[], id: FigureId): number | null | undefined {
  let sum: number | null | undefined;
  for (const { [id]: value } of rows) {
    if (value !== undefined) {
      sum = value === null ? (sum ?? null) : (sum ?? 0) + value;
    }
  }
  return sum;
}

/** Money that could not be divided leaves the part of the whole unknown. */
const isUndivided = (row: Figures, id: FigureId): boolean => (row.cost_total ?? 0) > 0 && row[id] === null;

type Pair = [number | null | undefined, number | null | undefined];

function over([above, below]: Pair, scale = 1): number | null | undefined {
  if (above === undefined || below === undefined) {
    return undefined;
  }
  return above === null || below === null || below === 0 ? null : (above / below) * scale;
}

/** cost_prompt × cached ÷ (prompt − cached); undefined where nothing but cached tokens was served. */
function savedBy({ cost_prompt: cost, prompt_tokens: prompt, cached_tokens: cached }: Figures): Figures {
  if (cost === undefined || prompt === undefined || cached === undefined) {
    return {};
  }
  const known = cost !== null && prompt !== null && cached !== null && prompt > cached;
  return { saved_by_cache: known ? (cost * cached) / (prompt - cached) : null };
}

/** Generated tokens that passed a gateway ÷ all: the ratio of each row weighted by its tokens. */
function useful(rows: Figures[], tokens: number | null | undefined): number | null | undefined {
  if (rows.every(({ useful_ratio }) => useful_ratio === undefined) || tokens === undefined) {
    return undefined;
  }
  const known = rows.filter(({ useful_ratio }) => useful_ratio != null);
  const passed = known.reduce((sum, row) => sum + (row.useful_ratio ?? 0) * (row.generation_tokens ?? 0), 0);
  return known.length > 0 ? over([passed, tokens]) : null;
}

function put(into: Figures, id: FigureId, value: number | null | undefined): void {
  if (value !== undefined) {
    into[id] = value;
  }
}

/**
 * The figures of several rows, or steps, together: what is additive is added, prices and ratios are computed anew from
 * the sums. It is what the query would have answered for a coarser key.
 */
export function combine(rows: Figures[]): Figures {
  if (rows.length === 1) {
    return rows[0];
  }
  const all: Figures = {};
  ADDITIVE.forEach((id) => put(all, id, sumOf(rows, id)));
  PARTS.forEach((id) => put(all, id, rows.some((row) => isUndivided(row, id)) ? null : sumOf(rows, id)));
  put(all, 'cost_per_mtok_prompt', over([all.cost_prompt, all.prompt_tokens], 1e6));
  put(all, 'cost_per_mtok_generation', over([all.cost_generation, all.generation_tokens], 1e6));
  put(all, 'cost_per_request', over([all.cost_total, all.requests]));
  put(all, 'useful_ratio', useful(rows, all.generation_tokens));
  return { ...all, ...savedBy(all) };
}
