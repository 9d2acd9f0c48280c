import { type Finding, findingOf } from './finding';
import { type Group } from './groups';
import { type Clock } from './instants';
import { stragglerInWords, worstOf } from './straggler';

/** The line below a row's cells. */
export interface RowLine {
  tone: Finding['tone'] | 'plain';
  text: string;
  /** The whole finding, for those who point at the line. */
  whole: string;
}

/** "GPU 5: 1,230 MHz against 1,755, …", that the group is bandwidth-bound, or why nothing is told; none where all is well. */
export function rowLine(group: Group, clock: Clock): RowLine | undefined {
  const worst = worstOf(group);
  const finding = findingOf(group, clock);
  if (finding) {
    const { tone, what, howMuch, since, evidence, todo } = finding;
    const short = worst ? [stragglerInWords(group, worst), since] : ['Bandwidth-bound', evidence];
    return {
      tone,
      text: short.filter(Boolean).join(' · '),
      whole: [what, howMuch, since, evidence, todo].filter(Boolean).join(' · '),
    };
  }
  const note = group.facts?.note;
  // A loss that is known needs no words; why there is none does.
  return note && group.figures.lost_gpu_seconds == null ? { tone: 'plain', text: note, whole: note } : undefined;
}
