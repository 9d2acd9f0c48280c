import { mergeSignals, readSignals, writeSignals } from './signalText';
import { signalProblem, signalsProblem } from './signalProblem';

const depth = {
  id: 'queue_depth',
  family: 'engine',
  kind: 'gauge',
  unit: 'short',
  alternatives: [{ metric: 'my_queue_depth', labels: { pod: ['pod_name'] } }],
};

describe('signals as text', () => {
  it.each(['yaml', 'json'] as const)('are read as they are written in %s', async (format) => {
    expect(await readSignals(await writeSignals([depth], format))).toEqual([depth]);
  });

  it('may name one label without a list', async () => {
    const text = 'id: ttft\nalternatives: [{ metric: my_ttft, labels: { pod: pod_name } }]';
    expect(await readSignals(text)).toEqual([
      { id: 'ttft', alternatives: [{ metric: 'my_ttft', labels: { pod: ['pod_name'] } }] },
    ]);
  });

  it.each([
    ['', 'Paste a list of signals'],
    ['42', 'Paste a list of signals'],
    ['- 42', 'Signal 1 is not an object'],
    ['- id: a', 'a has no list of alternatives'],
    ['- id: A b\n  alternatives: [{ metric: m }]', 'A b: The id is lower-case words'],
    ['- id: a\n  alternatives: [{ metrik: m }]', 'An alternative of a has no field “metrik”'],
    ['- id: a\n  family: gpu\n  alternatives: [{ metric: m }]', 'Choose family, kind and unit'],
    ['- id: [', 'line 1'],
    ['- id: a\n   b: c\n- d', 'line 1'],
  ])('%j is refused', async (text, complaint) => {
    await expect(readSignals(text)).rejects.toThrow(complaint);
  });

  it('replaces those of the same id', () => {
    const other = { ...depth, id: 'other' };
    expect(mergeSignals([depth, other], [{ ...depth, unit: 's' }])).toEqual([other, { ...depth, unit: 's' }]);
  });
});

describe('checks of signals', () => {
  it.each([
    [{ ...depth, kind: 'ratio', alternatives: [{ numerator: 'a', denominator: 'b' }] }, undefined],
    [{ ...depth, kind: 'ratio' }, 'Enter the name of a metric'],
    [{ ...depth, kind: 'ratio', space: 'additive' }, 'A ratio is intensive'],
    [{ ...depth, alternatives: [] }, 'at least one metric'],
    [{ ...depth, alternatives: [{ metric: 'a b' }] }, 'no metric name'],
    [{ ...depth, alternatives: [{ metric: 'a', scale: -1 }] }, 'scale has to be above 0'],
    [{ ...depth, alternatives: [{ sum: ['a', 'b'] }] }, undefined],
  ])('%j', (signal, complaint) => {
    const problem = signalProblem(signal);
    expect(complaint === undefined ? problem : problem?.includes(complaint)).toBe(
      complaint === undefined ? undefined : true
    );
  });

  it('says which id is there twice', () => {
    expect(signalsProblem([depth, depth])).toBe('There are two signals with the id queue_depth.');
  });
});
