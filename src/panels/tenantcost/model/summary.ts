import { type Block, moneyOfKind } from './blocks';
import { segmentsOf } from './bars';
import { formatMoney, formatShare } from './display';
import { segmentName } from './looks';
import { type CostRow, SPECIAL_KINDS, type SpecialKind } from './rows';

/** Money of no key of its own, as a part of what is shown. */
export interface KindShare {
  kind: SpecialKind;
  amount: number;
  share: string;
}

/** Idle and unattributed always, unlabelled where rows are of those who asked, and whatever else there is. */
export function kindShares({ rows, total, isOfClients }: Block): KindShare[] {
  return SPECIAL_KINDS.map((kind) => ({ kind, amount: moneyOfKind(rows, kind) }))
    .filter(({ kind, amount }) => amount > 0 || (kind === 'unlabelled' ? isOfClients : kind !== 'other'))
    .map(({ kind, amount }) => ({ kind, amount, share: formatShare(amount, total.cost_total) }));
}

/** "acme: €67.5, 23.0% of the bill. Prompt €1.39; …": a row for those who do not see the picture. */
export function rowInWords(row: CostRow, whole: number | null | undefined): string {
  const parts = segmentsOf(row).map(({ id, from, to }) => `${segmentName(id)} ${formatMoney(to - from, row.currency)}`);
  const share = formatShare(row.figures.cost_total, whole);
  const amount = formatMoney(row.figures.cost_total, row.currency);
  return [`${row.label}: ${amount}, ${share} of what is shown`, parts.join('; ')].filter(Boolean).join('. ') + '.';
}

/** "€294, of which idle 0.0%": a currency in one sentence. */
export function blockInWords(block: Block): string {
  const kinds = kindShares(block).map(({ kind, share }) => `${kind} ${share}`);
  return `${formatMoney(block.total.cost_total, block.currency)}, of which ${kinds.join(', ')}.`;
}
