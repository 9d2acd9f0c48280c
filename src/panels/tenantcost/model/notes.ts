import { type TimeRange } from '@grafana/data';

import { formatFigure } from '../../../shared/format';
import { type Part } from '../../../shared/panel/model/answer';
import { commonSentences, whyEmpty } from '../../../shared/panel/model/coverage';

import { CLIENT_LABELS } from './blocks';
import { formatMoney } from './display';
import { billsOf, costFacts } from './money';
import { keyLabels } from './rows';

function undivided(part: Part): string[] {
  const lost = (costFacts(part).weights ?? []).filter(({ source, amount }) => source === 'none' && amount > 0);
  const sums = lost.map(({ amount, currency }) => formatMoney(amount, currency));
  return sums.length > 0 ? [`${sums.join(' and ')} could not be divided between prompt and generation.`] : [];
}

function unpriced(part: Part): string[] {
  const hours = billsOf(part).reduce((sum, one) => sum + one.unpriced_gpu_hours, 0);
  const all = billsOf(part).reduce((sum, one) => sum + one.gpu_hours, 0);
  return hours > 1e-3 * all ? [`${formatFigure(hours)} GPU-hours have no price and are not in the bill.`] : [];
}

function unbilled({ coverage }: Part): string[] {
  const hours = (coverage?.unbilled ?? []).reduce((sum, one) => sum + one.gpu_hours, 0);
  return hours > 0
    ? [`${formatFigure(hours)} GPU-hours are counted by the price source alone and are not in the bill.`]
    : [];
}

function nobody({ by, coverage }: Part): string[] {
  return keyLabels(by)
    .filter((label) => CLIENT_LABELS.includes(label))
    .flatMap((label) => {
      const why = whyEmpty(coverage, label);
      return why ? [`No gateway says who asked: ${why}`] : [];
    });
}

/** What is missing in an answer, in one line; undefined where nothing is. */
export function partialNote(part: Part, error?: string, range?: TimeRange): string | undefined {
  const sentences = [
    ...commonSentences(part.coverage, error, range),
    ...nobody(part),
    ...unpriced(part),
    ...unbilled(part),
    ...undivided(part),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
