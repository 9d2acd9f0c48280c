import { shortenMiddle } from './text';

describe('shortenMiddle', () => {
  it.each([
    ['meta-llama/Llama-3.1-8B', 30, 'meta-llama/Llama-3.1-8B'],
    ['meta-llama/Llama-3.1-8B', 11, 'meta-….1-8B'],
    ['abcdef', 3, 'a…f'],
    ['abcdef', 1, 'abcdef'],
  ])('%s in %d', (text, length, expected) => {
    expect(shortenMiddle(text, length)).toBe(expected);
  });

  it('never passes the length', () => {
    expect(shortenMiddle('x'.repeat(50), 12)).toHaveLength(12);
  });
});
