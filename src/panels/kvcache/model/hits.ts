import { figureOf, type Row } from './rows';
import { sumOf } from './order';

/** Where a prompt's tokens came from. */
export const SOURCES = ['local', 'external', 'none'] as const;
export type Source = (typeof SOURCES)[number];

/** A source's part of the prompt tokens, 0 to 1. */
export interface SourcePart {
  source: Source;
  share: number;
}

export const sourceNames: Record<Source, string> = {
  local: 'Local cache',
  external: 'External tier',
  none: 'None: computed',
};

/** The part of the prompt tokens that came from any cache; null where no engine says. */
export function hitShare(row: Row): number | null {
  const [local, external] = [figureOf(row, 'hit_ratio'), figureOf(row, 'hit_external')];
  return local === null && external === null ? null : Math.min(1, (local ?? 0) + (external ?? 0));
}

/** The parts of a row's prompt tokens by source, which add up to all of them; none where no engine says. */
export function sourcesOf(row: Row): SourcePart[] {
  const total = hitShare(row);
  if (total === null) {
    return [];
  }
  const external = Math.min(1, Math.max(0, figureOf(row, 'hit_external') ?? 0));
  const local = Math.max(0, total - external);
  const parts: SourcePart[] = [
    { source: 'local', share: local },
    { source: 'external', share: external },
    { source: 'none', share: 1 - local - external },
  ];
  return parts.filter(({ share }) => share > 0);
}

/** Prompt tokens that no cache had; null where a part of the figures is missing. */
export function missedTokens(row: Row): number | null {
  const [tokens, share] = [figureOf(row, 'prompt_tokens'), hitShare(row)];
  return tokens === null || share === null ? null : tokens * (1 - share);
}

/** The hit ratio of all rows, each weighted by its prompt tokens; null where no row counts them. */
export function hitShareOfAll(rows: readonly Row[]): number | null {
  const counted = rows.filter((row) => missedTokens(row) !== null);
  const tokens = sumOf(counted, (row) => figureOf(row, 'prompt_tokens'));
  const missed = sumOf(counted, missedTokens);
  return tokens === null || missed === null || tokens <= 0 ? null : 1 - missed / tokens;
}
