import { type CheckKeysResponse } from '../../shared/types.gen';

import { addKey, betterKeys, checkLevel, checkText, keysText, ownLabelOptions, renameKey, withoutKey } from './keys';

const keys = { pod: 'exported_pod', node: 'node' };

describe('keys', () => {
  it('changes one and leaves the others where they are', () => {
    expect(Object.entries(renameKey(keys, 'pod', 'tenant'))).toEqual([
      ['tenant', 'exported_pod'],
      ['node', 'node'],
    ]);
    expect(renameKey(keys, 'pod', 'node')).toEqual({ node: 'exported_pod' });
    expect(withoutKey(keys, 'pod')).toEqual({ node: 'node' });
    expect(withoutKey({ pod: 'pod' }, 'pod')).toBeUndefined();
    expect(addKey({}, 'pod', { pod: 'exported_pod' })).toEqual({ pod: 'exported_pod' });
    expect(addKey({}, 'node', {})).toEqual({ node: 'node' });
  });

  it('proposes what the check suggests only where that is news', () => {
    expect(betterKeys(keys, { pod: 'exported_pod' })).toBeUndefined();
    expect(betterKeys(keys, undefined)).toBeUndefined();
    expect(betterKeys(keys, { cluster: 'cluster' })).toEqual({ ...keys, cluster: 'cluster' });
    expect(keysText(keys)).toBe('pod = exported_pod, node');
  });

  it('lists the labels with examples, and a chosen one that is not among them', () => {
    const labels = [{ label: 'pod', example: 'chat-0' }];
    expect(ownLabelOptions(labels, 'pod')).toEqual([{ value: 'pod', label: 'pod', description: 'for example chat-0' }]);
    expect(ownLabelOptions(labels, 'x').map(({ value }) => value)).toEqual(['x', 'pod']);
  });

  it('says what a check found', () => {
    const check = (series: number, matched: number) => ({ series, matched }) as CheckKeysResponse;
    expect(checkText(check(24, 18))).toBe('18 of 24 series meet exactly one device or replica.');
    expect(checkText(check(0, 0))).toContain('no series');
    expect([check(2, 2), check(2, 1), check(2, 0)].map(checkLevel)).toEqual(['good', 'watch', 'bad']);
  });
});
