import { shortenMiddle, shortenName } from './text';

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

describe('shortenName', () => {
  it.each([
    ['meta-llama/Llama-3.3-70B-Instruct', 40, 'meta-llama/Llama-3.3-70B-Instruct'],
    ['meta-llama/Llama-3.3-70B-Instruct', 22, 'Llama-3.3-70B-Instruct'],
    ['meta-llama/Llama-3.3-70B-Instruct', 18, 'Llama-3.3…Instruct'],
    ['llama-70b-deployment', 9, 'llam…ment'],
  ])('%s in %d', (text, length, expected) => {
    expect(shortenName(text, length)).toBe(expected);
  });
});
