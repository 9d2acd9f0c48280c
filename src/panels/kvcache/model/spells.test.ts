import { MINUTE } from '../../../shared/panel/testing/answer';
import { START } from '../testing/frames';

import { lastSpell, spellsOfSteps, verdictsOfSteps } from './spells';

const times = [1, 2, 3, 4, 5].map((minutes) => START + minutes * MINUTE);

describe('verdicts of steps', () => {
  it('are the severest of each, and none where nothing is judged', () => {
    const flags = { thrash: [0, 1, 0, null, 0], pressure: [1, 1, 0, null, 0], healthy: [0, 0, 1, null, 0] };
    expect(verdictsOfSteps(flags, 5)).toEqual(['pressure', 'thrash', 'healthy', null, null]);
  });
});

describe('spells', () => {
  const spells = spellsOfSteps(['thrash', 'thrash', 'healthy', 'thrash', null], times, MINUTE);

  it('last from the beginning of their first step to the end of their last', () => {
    expect(spells).toEqual([
      { verdict: 'thrash', from: START, to: START + 2 * MINUTE },
      { verdict: 'thrash', from: START + 3 * MINUTE, to: START + 4 * MINUTE },
    ]);
  });

  it('end where steps are left out', () => {
    expect(spellsOfSteps(['cold', 'cold'], [START, START + 10 * MINUTE], MINUTE)).toHaveLength(2);
  });

  it('are found by their verdict, the last of them', () => {
    expect(lastSpell(spells, 'thrash')).toBe(spells[1]);
    expect(lastSpell(spells, 'cold')).toBeUndefined();
  });
});
