import { type Evidence, type Straggler } from '../../../shared/types.gen';

import { formatIn } from './display';
import { isFigure, nameOf, unitOf } from './figures';
import { type Group, rankOf } from './groups';
import { deviceName, type Rank } from './ranks';

const weight = ({ from, to, lost_share }: Straggler): number => lost_share * Math.max(1, to - from);

/** The stretch in which the most was lost; none where no rank held its group up. */
export function worstOf({ facts }: Group): Straggler | undefined {
  return [...(facts?.stragglers ?? [])].sort((a, b) => weight(b) - weight(a))[0];
}

/** What the straggler is called within its group; by its own labels where it is no longer among the ranks. */
export const nameOfStraggler = (group: Group, { device }: Straggler): string =>
  rankOf(group, device)?.name ?? deviceName(device);

/** Whether a rank is the one that its group waits for. */
export function isStraggler(group: Group, rank: Rank): boolean {
  const worst = worstOf(group);
  return worst ? rankOf(group, worst.device)?.key === rank.key : rank.figures.straggler === 1;
}

const shortNames: Record<string, string> = { clock: '', temperature: '', tensor: 'tensor', dram: 'memory' };

const labelOf = ({ field, label }: Evidence): string =>
  [label, shortNames[field] ?? (isFigure(field) ? nameOf(field) : field)].filter(Boolean).join(' ');

// "1,755 MHz" after "1,230 MHz against": the unit is said once.
const withoutUnit = (text: string, like: string): string => {
  const unit = / \S+$/.exec(like)?.[0] ?? '';
  return unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
};

/** "1,230 MHz against 1,755", "thermal throttle 41.0% of the window". */
export function evidenceInWords(evidence: Evidence): string {
  const { field, value, against, label } = evidence;
  const unit = evidence.unit || (isFigure(field) ? unitOf(field) : 'short');
  const own = formatIn(value, unit);
  if (field === 'throttle') {
    return `${label ? `${label} throttle` : 'throttled'} ${own} of the window`;
  }
  const compared = against == null ? own : `${own} against ${withoutUnit(formatIn(against, unit), own)}`;
  return [labelOf(evidence), compared].filter(Boolean).join(' ');
}

const MOST_EVIDENCE = 3;

// What tells a cause, in the order in which it is told. That a rank is the busiest is said by its being the straggler.
const telling: Record<Straggler['cause'], string[]> = {
  clock: ['clock', 'throttle', 'temperature'],
  work: ['tensor', 'clock'],
  link: ['nvlink_tx', 'nvlink_rx', 'ecc_errors'],
  unknown: ['tensor'],
};

/** The figures that speak for a cause, the most telling first. */
function speaking({ cause, evidence = [] }: Straggler): Evidence[] {
  const known = evidence.filter(({ value, holds }) => value != null && (holds || cause === 'work'));
  return telling[cause].flatMap((field) => known.filter((one) => one.field === field)).slice(0, MOST_EVIDENCE);
}

const withoutEvidence: Record<Straggler['cause'], string> = {
  clock: 'its clock is below that of its group',
  work: 'it is the busiest at the same clock',
  link: 'its NVLink stands out',
  unknown: 'nothing that is reported explains it',
};

/** Why a rank is waited for: its figures against its group's. */
export function reasonOf(straggler: Straggler): string {
  const words = speaking(straggler).map(evidenceInWords).join(', ');
  const cause = straggler.cause === 'clock' && words ? '' : withoutEvidence[straggler.cause];
  return [cause, words].filter(Boolean).join(': ') || withoutEvidence.unknown;
}

/** "GPU 5: 1,230 MHz against 1,755, thermal throttle 41.0% of the window". */
export const stragglerInWords = (group: Group, straggler: Straggler): string =>
  `${nameOfStraggler(group, straggler)}: ${reasonOf(straggler)}`;
