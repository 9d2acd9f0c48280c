import { formatMoney, formatOf } from './display';
import { type Group } from './groups';

/** What all groups lost; money by currency, because currencies are never added. */
export interface Totals {
  seconds: number | null;
  money: Array<{ currency: string; amount: number }>;
}

/** Adds up what the groups lost. */
export function totalsOf(groups: Group[]): Totals {
  const money = new Map<string, number>();
  let seconds: number | null = null;
  for (const { figures, facts } of groups) {
    if (figures.lost_gpu_seconds != null) {
      seconds = (seconds ?? 0) + figures.lost_gpu_seconds;
    }
    if (figures.lost_money != null) {
      const currency = facts?.currency ?? '';
      money.set(currency, (money.get(currency) ?? 0) + figures.lost_money);
    }
  }
  return { seconds, money: [...money].map(([currency, amount]) => ({ currency, amount })) };
}

/** "≤ 1.14 hours of GPU time, €12.3 and $4.10"; nothing where no loss is known. */
export function totalsInWords(groups: Group[]): string | undefined {
  const { seconds, money } = totalsOf(groups);
  const fields = groups[0]?.fields ?? {};
  if (seconds === null) {
    return undefined;
  }
  const amounts = money
    .filter(({ amount }) => amount > 0)
    .map(({ amount, currency }) => formatMoney(fields.lost_money, amount, currency));
  const time = `≤ ${formatOf('lost_gpu_seconds', fields.lost_gpu_seconds, seconds)} of GPU time`;
  return [time, amounts.join(' and ')].filter(Boolean).join(', ');
}
