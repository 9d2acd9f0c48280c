import { type Answer, type Part } from '../../../shared/panel/model/answer';

import { hitsAnswer, reuseAnswer, savingsAnswer, transfersAnswer } from './answers';
import { factsOf } from './facts';
import { type Finding, findingOf } from './finding';
import { missedTokens } from './hits';
import { hasAny, largestFirst, worstFirst } from './order';
import { readRows } from './readRows';
import { byReuse } from './reuse';
import { figureOf, type Row, type Rows } from './rows';
import { isNotable } from './verdicts';
import { answerFor, type View, viewFigures } from './views';
import { type Clock } from './when';

/** What a view shows: its rows in their order, and the answer in one line. */
export interface Picture extends Rows {
  finding: Finding;
}

const sorted: Record<View, (rows: readonly Row[], part: Part) => Row[]> = {
  health: worstFirst,
  hits: (rows) => largestFirst(rows, missedTokens),
  reuse: byReuse,
  transfers: (rows) =>
    largestFirst(
      largestFirst(rows, (row) => figureOf(row, 'transfer_bytes')),
      (row) => figureOf(row, 'transfer_failures')
    ),
  savings: (rows) => largestFirst(rows, (row) => figureOf(row, 'saved_gpu_hours') ?? figureOf(row, 'saved_by_cache')),
};

function findingFor(view: View, rows: Row[], answer: Answer, part: Part, clock: Clock): Finding {
  switch (view) {
    case 'health':
      return findingOf(rows, factsOf(answer.table) ?? factsOf(answer.time), clock);
    case 'hits':
      return hitsAnswer(rows);
    case 'reuse':
      return reuseAnswer(rows, part);
    case 'transfers':
      return transfersAnswer(rows);
    case 'savings':
      return savingsAnswer(rows);
  }
}

interface Wanted {
  view: View;
  rows: 'all' | 'notable';
}

/** Rows without any of a view's figures come last, but stay: that an engine does not report them is an answer, too. */
function silentLast(rows: Row[], view: View): Row[] {
  const { shows } = viewFigures[view];
  return [...rows.filter((row) => hasAny(row, shows)), ...rows.filter((row) => !hasAny(row, shows))];
}

/** Makes a view's picture of an answer. */
export function pictureOf({ view, rows: choice }: Wanted, whole: Answer, part: Part, clock: Clock): Picture {
  const answer = answerFor(view, whole);
  const { rows, times, stepMs } = readRows(answer);
  const ordered = sorted[view](rows, part);
  const finding = findingFor(view, ordered, answer, part, clock);
  const shown = choice === 'notable' && view === 'health' ? ordered.filter(hasFinding) : ordered;
  return { rows: view === 'health' ? shown : silentLast(shown, view), times, stepMs, finding };
}

const hasFinding = ({ judgement }: Row): boolean => isNotable(judgement.verdict);
