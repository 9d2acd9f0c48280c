import { aQuery } from '../testing/fixtures';

import { displayText } from './displayText';

describe('displayText', () => {
  it('says what is asked in one line, without hidden or empty operands', () => {
    const query = aQuery({
      operands: [
        { as: 'p', signal: 'ttft', stat: 'p95' },
        { as: 'x', signal: 'gpu_cost', hide: true },
        { as: 'r', formula: 'p * 2' },
        { as: 'e', expr: '' },
      ],
      grain: 'model',
      filters: [{ label: 'cluster', op: '=', values: ['eu', 'us'] }],
    });
    expect(displayText(query)).toBe('p = p95(ttft), r = p * 2 by model where cluster = eu, us');
  });

  it.each([
    [{ queryType: 'signal', operands: [{ as: 'ttft', signal: 'ttft' }], by: ['engine'] }, 'ttft by engine'],
    [{ queryType: 'signal', operands: [{ as: 'ttft', signal: 'ttft' }] }, 'ttft'],
    [{ queryType: 'latency', by: ['pod'], fields: ['queue', 'e2e'] }, 'Latency: queue, e2e by pod'],
    [{ queryType: 'latency', top: { n: 5 } }, 'Latency: all fields · top 5'],
    [{ queryType: 'ownership' }, 'Ownership of GPUs'],
    [{ queryType: 'exemplars', operands: [{ as: 'a', signal: 'itl' }] }, 'Exemplars of itl'],
    [{ queryType: 'exemplars', operands: [] }, 'Exemplars of no signal yet'],
    [{ queryType: 'events', events: ['xid', 'pod-start'] }, 'Events: pod start, xid error'],
    [{ queryType: 'events' }, 'Events: all events'],
  ] as const)('has a line for %j', (patch, text) => {
    expect(displayText({ ...aQuery({ operands: [] }), ...patch } as ReturnType<typeof aQuery>)).toBe(text);
  });
});
