import { timeRange } from '../../../shared/panel/testing/panelProps';
import { fullCoverage } from '../testing/frames';

import { coverageWords, firstTokenNote, latencyLevel, partialNote } from './coverage';

const partial = { ...fullCoverage, decomposed: 0.883 };

describe('coverage in a panel', () => {
  it('is said in few words', () => {
    expect(coverageWords(partial)).toBe('88.3% decomposed');
    expect(coverageWords({ ...fullCoverage, decomposed: undefined })).toBe('2 of 2 replicas');
  });

  it.each([
    [{}, 'good'],
    [{ decomposed: 0.5 }, 'watch'],
    [{ decomposed: 0 }, 'bad'],
    [{ missing: [{ family: 'gateway', why: 'refused' }] }, 'watch'],
    [{ decomposed: undefined }, 'good'],
  ])('%p is %s', (change, level) => expect(latencyLevel({ ...fullCoverage, ...change })).toBe(level));
});

it('a source that went silent is to be watched', () => {
  const coverage = { ...fullCoverage, sources: [{ ...fullCoverage.sources[0], last_sample_age_s: 900 }] };
  expect(latencyLevel(coverage, timeRange)).toBe('watch');
  expect(latencyLevel(fullCoverage, timeRange)).toBe('good');
  expect(partialNote(coverage, undefined, timeRange)).toContain('no engine samples');
  expect(firstTokenNote(coverage, undefined, timeRange)).toContain('no engine samples');
});

describe('partialNote', () => {
  it('says nothing where nothing is missing', () => {
    expect(partialNote(fullCoverage)).toBeUndefined();
    expect(partialNote(undefined)).toBeUndefined();
    expect(partialNote({ ...fullCoverage, decomposed: 0.9999 })).toBeUndefined();
  });

  it('says which part of the requests the phases are of', () => {
    expect(partialNote(partial)).toContain('88.3% of the requests');
    expect(partialNote({ ...fullCoverage, decomposed: 0 })).toContain('No request could be decomposed');
  });

  it('names a store that did not answer, and a query that failed', () => {
    const missing = [{ family: 'gateway', why: 'connection refused.' }];
    expect(partialNote({ ...fullCoverage, missing })).toBe('The gateway store did not answer: connection refused.');
    expect(partialNote(undefined, 'no')).toBe('A query failed: no');
  });

  it('gives the reason of an unexplained time that is not known', () => {
    const empty = [
      { operand: 'unexplained', reason: 'not-reported' as const, systems: ['tgi'] },
      { operand: 'decode', reason: 'not-reported' as const, systems: ['tgi'] },
    ];
    const coverage = { ...fullCoverage, decomposed: undefined, empty };
    expect(partialNote(coverage)).toBe('Unexplained is n/a. Decode: tgi does not report it.');
    expect(partialNote({ ...coverage, empty: [empty[0]] })).toBe('Unexplained is n/a. tgi does not report it.');
  });
});
