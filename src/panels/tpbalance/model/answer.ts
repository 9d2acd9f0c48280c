import { type DataFrame } from '@grafana/data';

import { type Answer, type Part, readAnswer } from '../../../shared/panel/model/answer';
import { type BalanceGroup } from '../../../shared/types.gen';

/** What a panel's data holds of balance answers. */
export interface BalanceAnswer extends Answer {
  /** What the table says of its groups beside the figures. */
  groups: BalanceGroup[];
  /** The table's second frame: a row for each GPU of each group. */
  ranks?: Part;
  /** All answers over time: of groups, of GPUs. */
  times: Part[];
}

const TYPE = 'balance';
/** The name of a table's second frame. */
const RANKS = 'ranks';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isGroup = (value: unknown): value is BalanceGroup => isRecord(value) && isRecord(value.key);

// The facts of a frame are unchecked: a snapshot may have lost some of them.
function groupsOf(table: Part | undefined): BalanceGroup[] {
  const facts: unknown = table?.facts.balance;
  const groups: unknown[] = isRecord(facts) && Array.isArray(facts.groups) ? facts.groups : [];
  return groups.filter(isGroup).map((group) => ({ ...group, stragglers: group.stragglers ?? [] }));
}

/** Finds the balance answers among a panel's frames. */
export function readBalance(frames: DataFrame[]): BalanceAnswer {
  const answer = readAnswer(TYPE, frames);
  const times = frames.flatMap((frame) => readAnswer(TYPE, [frame]).time ?? []);
  return { ...answer, groups: groupsOf(answer.table), ranks: answer.parts[RANKS], times };
}

/** The first answer over time whose rows are single GPUs. */
export const gpusOverTime = ({ times }: BalanceAnswer): Part | undefined =>
  times.find(({ by }) => by.includes('gpu_uuid'));
