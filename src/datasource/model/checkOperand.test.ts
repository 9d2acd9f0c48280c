import { formulaError, nameError, thresholdError } from './checkOperand';
import { durationError } from './duration';
import { regexError, withOp } from './filters';
import { namesIn } from './formula';
import { parseThreshold } from './statistics';

describe('names', () => {
  it('finds operand names in a formula, not functions, numbers or variables', () => {
    expect(namesIn('max(cost, 2.5e3) / tokens * 1e6 + $scale + ${other} + cost')).toEqual(['cost', 'tokens']);
    expect(namesIn('a > 1 and not b')).toEqual(['a', 'b']);
  });

  it('refuses names that a formula cannot use, and repeated ones', () => {
    const a = { as: 'a', signal: 'x' };
    expect(nameError(a, [a])).toBeUndefined();
    expect(nameError({ as: '1a' }, [])).toContain('start with a letter');
    expect(nameError(a, [a, { as: 'a' }])).toContain('Another operand');
  });
});

describe('formulaError', () => {
  const formula = { as: 'f', formula: 'cost / tokens' };

  it('names what is unknown and what is there', () => {
    expect(formulaError(formula, [formula, { as: 'cost' }, { as: 'tokens' }])).toBeUndefined();
    expect(formulaError(formula, [formula, { as: 'cost' }])).toBe('Unknown name tokens. Available: cost.');
    expect(formulaError(formula, [formula])).toBe('Unknown names cost, tokens. Available: none yet.');
  });

  it('names a function that the language does not have', () => {
    const wrong = { as: 'f', formula: 'sqrt(cost) + max(cost, 1)' };
    expect(formulaError(wrong, [wrong, { as: 'cost' }])).toMatch(/^Unknown function sqrt\. Functions: min, max/);
  });

  it('refuses a formula over itself and says nothing of an empty one', () => {
    const own = { as: 'f', formula: 'f + 1' };
    expect(formulaError(own, [own])).toContain('its own name');
    expect(formulaError({ as: 'f', formula: '' }, [])).toBeUndefined();
    expect(formulaError({ as: 'f', signal: 'ttft' }, [])).toBeUndefined();
  });
});

describe('other fields', () => {
  it('asks for a threshold only where one is needed', () => {
    expect(thresholdError({ as: 'a', stat: 'fraction_below' })).toBe('Give a threshold.');
    expect(thresholdError({ as: 'a', stat: 'fraction_below', threshold: 0 })).toBeUndefined();
    expect(thresholdError({ as: 'a', stat: 'p95' })).toBeUndefined();
    expect([parseThreshold('0,5'), parseThreshold(''), parseThreshold('x')]).toEqual([0.5, undefined, undefined]);
  });

  it('checks durations as the backend does', () => {
    expect(['', '15s', '1h30m', '250ms', '$step'].map(durationError)).toEqual(new Array(5).fill(undefined));
    expect(['15', '1.5m', 'soon'].every(durationError)).toBe(true);
  });

  it('keeps values when the comparison stays of one sort', () => {
    const filter = { label: 'pod', op: '=' as const, values: ['a'] };
    expect(withOp(filter, '!=').values).toEqual(['a']);
    expect(withOp(filter, '=~').values).toEqual([]);
    expect(regexError('a(')).toBeDefined();
    expect(regexError('(?i)llama.*')).toBeUndefined();
  });
});
