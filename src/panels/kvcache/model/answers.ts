import { formatFigure } from '../../../shared/format';
import { type Part } from '../../../shared/panel/model/answer';

import { type Finding } from './finding';
import { hitShareOfAll, missedTokens } from './hits';
import { sumOf } from './order';
import { wouldBeReused } from './reuse';
import { figureOf, type Row } from './rows';
import { moneyOf, savedHours } from './savings';

const percent = (value: number | null) => formatFigure(value, 'percentunit');

const countInWords = (value: number): string =>
  value < 1000 ? String(Math.round(value)) : formatFigure(value, 'short');

const shortName = (row: Row): string => row.labels.pod || row.label;

/** What the hits come to: the ratio of all rows, and where most tokens are missed. */
export function hitsAnswer(rows: readonly Row[]): Finding {
  const all = hitShareOfAll(rows);
  if (all === null) {
    return { level: 'none', what: 'Hit ratio of all rows n/a', rest: ['no row counts its prompt tokens'] };
  }
  const tokens = sumOf(rows, (row) => figureOf(row, 'prompt_tokens'));
  const [worst] = rows;
  const missed = missedTokens(worst);
  return {
    level: 'none',
    what: `${percent(all)} of the prompt tokens came from a cache`,
    rest: [
      `${formatFigure(tokens, 'short')} prompt tokens`,
      ...(rows.length > 1 && missed !== null
        ? [`most misses: ${shortName(worst)}, ${formatFigure(missed, 'short')}`]
        : []),
    ],
  };
}

/** On how many rows blocks are evicted before they would be reused. */
export function reuseAnswer(rows: readonly Row[], part: Part): Finding {
  const answers = rows.map((row) => wouldBeReused(row, part)).filter((answer) => answer !== 'unknown');
  const count = (wanted: string) => answers.filter((answer) => answer === wanted).length;
  const early = count('early');
  const silent = rows.length - answers.length;
  return {
    level: early > 0 ? 'watch' : 'good',
    what:
      early > 0
        ? `${early} of ${answers.length} evict blocks that would have been reused`
        : `No cache evicts blocks sooner than they are usually reused`,
    rest: [
      ...(count('partly') > 0 ? [`some of them on ${count('partly')}`] : []),
      ...(count('unsure') > 0 ? [`too close to tell on ${count('unsure')}`] : []),
      ...(silent > 0 ? [`${silent} do not report it`] : []),
      ...(early > 0 ? ['add KV blocks or an offload tier'] : []),
    ],
  };
}

/** Whether transfers failed, where most, and what was moved. */
export function transfersAnswer(rows: readonly Row[]): Finding {
  const failures = sumOf(rows, (row) => figureOf(row, 'transfer_failures'));
  const bytes = sumOf(rows, (row) => figureOf(row, 'transfer_bytes'));
  const moved = bytes === null ? [] : [`${formatFigure(bytes, rows[0]?.range ? 'bytes' : 'Bps')} moved`];
  if (failures === null) {
    return { level: 'none', what: 'Failures are not reported', rest: moved };
  }
  if (failures <= 0) {
    return { level: 'good', what: 'No transfer failed in this time range', rest: moved };
  }
  const [worst] = rows;
  const amount = rows[0]?.range ? countInWords(failures) : formatFigure(failures, 'cps');
  return {
    level: 'bad',
    what: `${amount} transfers failed`,
    rest: [`most on ${shortName(worst)}`, ...moved, 'look at the link between the replicas'],
  };
}

/** What the caches saved. */
export function savingsAnswer(rows: readonly Row[]): Finding {
  const hours = savedHours(rows);
  const money = moneyOf(rows).map(({ amount, unit }) => formatFigure(amount, unit));
  return {
    level: 'none',
    what: `Caches saved ${hours === null ? '' : `≈ ${formatFigure(hours, 'short')} GPU-hours`}${
      money.length > 0 ? `${hours === null ? '' : ', '}≈ ${money.join(' and ')}` : ''
    }`,
    rest: ['cost of prompts × cached ÷ (prompt − cached)'],
  };
}
