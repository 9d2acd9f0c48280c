import { type Column } from '../../../shared/panel/model/column';
import { type KVCacheSpell, type Verdict } from '../../../shared/types.gen';

import { isNotable, severest } from './verdicts';

/** The 0/1 columns of verdicts over the steps. */
export type Flags = Partial<Record<Verdict, Column>>;

/** The severest verdict of each step; null where nothing is judged. */
export function verdictsOfSteps(flags: Flags, steps: number): Array<Verdict | null> {
  const columns = Object.entries(flags) as Array<[Verdict, Column]>;
  return Array.from({ length: steps }, (_, step) => {
    const set = columns.filter(([, values]) => values[step] === 1).map(([verdict]) => verdict);
    return set.length > 0 ? severest(set) : null;
  });
}

/** The stretches of steps of one verdict. A step is stamped at its end. */
export function spellsOfSteps(verdicts: Array<Verdict | null>, times: number[], stepMs: number): KVCacheSpell[] {
  const spells: KVCacheSpell[] = [];
  verdicts.forEach((verdict, step) => {
    const last = spells[spells.length - 1];
    const from = times[step] - stepMs;
    if (!verdict || !isNotable(verdict)) {
      return;
    }
    if (last?.verdict === verdict && last.to >= from) {
      last.to = times[step];
    } else {
      spells.push({ verdict, from, to: times[step] });
    }
  });
  return spells;
}

/** The last spell of a verdict. */
export const lastSpell = (spells: KVCacheSpell[], verdict: Verdict): KVCacheSpell | undefined =>
  [...spells].reverse().find((spell) => spell.verdict === verdict);
