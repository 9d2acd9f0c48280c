import { createDataFrame, type QueryResultMetaNotice } from '@grafana/data';

import { joinNotices, withJoinedNotices } from './notices';

const warning = (text: string): QueryResultMetaNotice => ({ severity: 'warning', text });
const info = (text: string): QueryResultMetaNotice => ({ severity: 'info', text });

describe('joinNotices', () => {
  it('keeps every sentence where a panel’s header shows one notice of each severity', () => {
    expect(joinNotices([warning('No price.'), info('Two currencies.'), warning('No phases.')])).toEqual([
      warning('• No price. • No phases.'),
      info('Two currencies.'),
    ]);
  });

  it('says the same sentence once', () => {
    expect(joinNotices([warning('No price.'), warning('No price.')])).toEqual([warning('No price.')]);
  });
});

describe('withJoinedNotices', () => {
  it('leaves a frame alone that has at most one notice', () => {
    const frame = createDataFrame({ fields: [], meta: { notices: [warning('No price.')] } });
    expect(withJoinedNotices(frame)).toBe(frame);
    const silent = createDataFrame({ fields: [] });
    expect(withJoinedNotices(silent)).toBe(silent);
  });

  it('keeps what else a frame says about itself', () => {
    const meta = { notices: [warning('A.'), warning('B.')], custom: { queryType: 'cost' } };
    const joined = withJoinedNotices(createDataFrame({ fields: [], refId: 'A', meta }));
    expect(joined).toMatchObject({ refId: 'A', meta: { custom: { queryType: 'cost' } } });
    expect(joined.meta?.notices).toEqual([warning('• A. • B.')]);
  });
});
