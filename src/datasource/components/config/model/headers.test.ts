import { type Options } from '../configProps';
import { addHeader, headerNumbers, isRemovable, removeHeader } from './headers';

function options(patch: Partial<Options>): Options {
  return { jsonData: {}, secureJsonFields: {}, ...patch } as Options;
}

describe('headers', () => {
  it('numbers headers without a gap', () => {
    const two = addHeader(addHeader(options({})));
    expect(headerNumbers(two)).toEqual([1, 2]);
  });

  it('moves unsaved headers down when one goes, and empties the secret at the freed number', () => {
    const before = options({
      jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B' },
      secureJsonData: { httpHeaderValue1: 'a', httpHeaderValue2: 'b' },
    });
    const after = removeHeader(before, 1);
    expect(after.jsonData).toEqual({ httpHeaderName1: 'B' });
    expect(after.secureJsonData).toEqual({ httpHeaderValue1: 'b', httpHeaderValue2: '' });
  });

  it('keeps a header below one whose stored secret cannot move', () => {
    const stored = options({
      jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B' },
      secureJsonFields: { httpHeaderValue2: true },
    });
    expect([isRemovable(stored, 1), isRemovable(stored, 2)]).toEqual([false, true]);
    expect(removeHeader(stored, 2).secureJsonFields).toEqual({ httpHeaderValue2: false });
  });
});
