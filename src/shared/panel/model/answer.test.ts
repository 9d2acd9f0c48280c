import { createDataFrame } from '@grafana/data';

import { readAnswer } from './answer';

const frame = (custom: object) => createDataFrame({ fields: [], meta: { custom } });

describe('readAnswer', () => {
  it('takes the first frame of each format, and frames beside them by their name', () => {
    const answer = readAnswer('balance', [
      frame({ queryType: 'balance', format: 'table', by: ['group'], estimates: { lost_money: 'price', bad: 1 } }),
      frame({ queryType: 'balance', format: 'table', by: ['group'], part: 'ranks' }),
      frame({ queryType: 'balance', format: 'table', by: ['pod'] }),
      frame({ queryType: 'balance', format: 'timeseries', by: ['group', 3] }),
      frame({ queryType: 'balance', format: 'numeric' }),
    ]);
    expect(answer.table).toMatchObject({ by: ['group'], format: 'table', estimates: { lost_money: 'price' } });
    expect(answer.parts.ranks).toMatchObject({ by: ['group'], facts: { part: 'ranks' } });
    expect(answer.time).toMatchObject({ by: ['group'], format: 'timeseries' });
    expect(answer.numeric).toMatchObject({ by: [], format: 'numeric' });
    expect(answer.others).toEqual([]);
  });

  it('names the types of other frames', () => {
    expect(readAnswer('cost', [frame({ queryType: 'latency' }), createDataFrame({ fields: [] })]).others).toEqual([
      'latency',
      '',
    ]);
  });
});
