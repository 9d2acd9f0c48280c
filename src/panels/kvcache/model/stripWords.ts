import { formatFigure } from '../../../shared/format';

import { peakUsage, type Row } from './rows';
import { wordsOf } from './verdicts';
import { type Clock, spellInWords } from './when';

const percent = (value: number | null) => formatFigure(value, 'percentunit');

/** A row's strip in one sentence, for those who do not see it. */
export function stripInWords(row: Row, clock: Clock): string {
  const { verdict, now, spells } = row.judgement;
  const stormy = (row.steps?.columns.preemptions ?? []).filter((value) => value !== null && value > 0).length;
  const last = spells[spells.length - 1];
  const told = spells.map((spell) => {
    const lasts = spell === last && now === spell.verdict;
    return `${wordsOf(spell.verdict).name} ${spellInWords(spell, lasts, clock)}`;
  });
  return [
    `${row.label}: ${wordsOf(verdict).name.toLowerCase()}, fullest ${percent(peakUsage(row))}`,
    ...(stormy > 0 ? [`preemptions in ${stormy} step${stormy === 1 ? '' : 's'}`] : []),
    ...told.slice(0, 4),
  ].join('; ');
}
