import { type Group, rankOf } from './groups';
import { deviceName, type Rank } from './ranks';
import { nameOfStraggler, reasonOf } from './straggler';

/** A stretch of time in which one GPU held its group up. */
export interface Incident {
  from: number;
  to: number;
  /** Key of the rank; none where it is no longer in the group. */
  rank?: string;
  name: string;
  reason: string;
}

/** A GPU that came to or left a group. */
export interface Change {
  at: number;
  rank?: string;
  /** "GPU 5 joined". */
  words: string;
}

/** The stretches of a group, in time. */
export function incidentsOf(group: Group): Incident[] {
  return (group.facts?.stragglers ?? []).map((straggler) => ({
    from: straggler.from,
    to: straggler.to,
    rank: rankOf(group, straggler.device)?.key,
    name: nameOfStraggler(group, straggler),
    reason: reasonOf(straggler),
  }));
}

/** The changes of ownership of a group, in time. */
export function changesOf(group: Group): Change[] {
  return (group.facts?.changes ?? []).map(({ at, device, joined }) => {
    const rank: Rank | undefined = rankOf(group, device);
    return { at, rank: rank?.key, words: `${rank?.name ?? deviceName(device)} ${joined ? 'joined' : 'left'}` };
  });
}

/** A part of a range in percent, cut at its ends; undefined where it lies outside. */
export function within(
  { from, to }: { from: number; to: number },
  range: { from: number; to: number }
): { left: number; width: number } | undefined {
  const length = range.to - range.from;
  const begin = Math.max(from, range.from);
  const end = Math.min(to, range.to);
  return length > 0 && end >= begin
    ? { left: ((begin - range.from) / length) * 100, width: ((end - begin) / length) * 100 }
    : undefined;
}
