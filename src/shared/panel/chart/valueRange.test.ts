import { valueRange } from './valueRange';

describe('valueRange', () => {
  it.each([
    [1, 2, 0, [0, 2.1]],
    [-0.02, 10, 0, [-0.021, 10.5]],
    [0, 2, 4, [0, 4.2]],
    [null, null, 0, [0, 1]],
    [0, 0, 0, [0, 1]],
    [-1, -1, 0, [-1.05, 0]],
  ])('%p to %p with an SLO of %p', (least, most, slo, expected) => {
    const [low, high] = valueRange(least, most, slo);
    expect(low).toBeCloseTo(expected[0]);
    expect(high).toBeCloseTo(expected[1]);
  });
});
