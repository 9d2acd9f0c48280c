import { phaseSegments } from './bars';

describe('phaseSegments', () => {
  it('puts the phases one after the other, with their shares', () => {
    expect(phaseSegments({ queue: 1, prefill: 1, decode: 2, unexplained: 0, e2e: 4 })).toEqual([
      { id: 'queue', from: 0, to: 1, share: 0.25 },
      { id: 'prefill', from: 1, to: 2, share: 0.25 },
      { id: 'decode', from: 2, to: 4, share: 0.5 },
    ]);
  });

  it('puts what is below zero to the left of zero', () => {
    expect(phaseSegments({ decode: 3, unexplained: -1, e2e: 2 })).toEqual([
      { id: 'decode', from: 0, to: 3, share: 1.5 },
      { id: 'unexplained', from: -1, to: 0, share: -0.5 },
    ]);
  });

  it('leaves the time undivided whose phases are not known, and shows nothing where nothing is known', () => {
    expect(phaseSegments({ e2e: 2, queue: null })).toEqual([{ id: 'undivided', from: 0, to: 2, share: null }]);
    expect(phaseSegments({ queue: 0.5, e2e: 2 }).map(({ id, to }) => [id, to])).toEqual([
      ['queue', 0.5],
      ['undivided', 2],
    ]);
    expect(phaseSegments({})).toEqual([]);
  });
});
