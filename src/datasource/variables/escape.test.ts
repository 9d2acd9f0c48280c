import { formatForPromQL, formatForRegex } from './escape';

describe('formatForPromQL', () => {
  it('takes a single value literally inside a quoted string', () => {
    expect(formatForPromQL('a"b\\c')).toBe('a\\"b\\\\c');
    expect(formatForPromQL('web.0', { multi: false, includeAll: false })).toBe('web.0');
  });

  it('escapes the values of a multi-value variable as regular expressions, twice for the string around them', () => {
    expect(formatForPromQL('web.0', { multi: true })).toBe('web\\\\.0');
    expect(formatForPromQL(['a.1', 'b'], { multi: true })).toBe('(a\\\\.1|b)');
    expect(formatForPromQL(['only'])).toBe('only');
  });
});

describe('formatForRegex', () => {
  it('leaves the expression in a single-value variable alone', () => {
    expect(formatForRegex('llama.*')).toBe('llama.*');
  });

  it('joins the values of a multi-value variable, escaped once', () => {
    expect(formatForRegex(['a.1', 'b'])).toBe('(a\\.1|b)');
    expect(formatForRegex('a.1', { includeAll: true })).toBe('a\\.1');
  });
});
