import { groupFacts, groupLabels } from '../testing/frames';

import { factsByRow } from './factsByRow';

const by = ['cluster', 'namespace', 'group'];

describe('what an answer says of a row’s group', () => {
  it('is found by the labels of the row', () => {
    const [calm, hot] = [groupFacts('calm'), groupFacts('hot')];
    const find = factsByRow([calm, hot], by);
    expect(find(groupLabels('hot'))).toBe(hot);
    expect(find(groupLabels('other'))).toBeUndefined();
  });

  it('may lack a label in which its GPUs differ', () => {
    const wide = groupFacts('wide');
    const find = factsByRow([{ ...wide, key: { cluster: 'eu', group: 'wide' } }], by);
    expect(find(groupLabels('wide'))?.key.group).toBe('wide');
    expect(find({ ...groupLabels('wide'), cluster: 'us' })).toBeUndefined();
  });

  it('is not told of a row that several groups belong to', () => {
    const [first, second] = [groupFacts('one'), groupFacts('one')];
    expect(factsByRow([first, second], by)(groupLabels('one'))).toBeUndefined();
    const partial = { ...second, key: { group: 'one' } };
    expect(factsByRow([first, partial], by)(groupLabels('one'))).toBeUndefined();
  });
});
