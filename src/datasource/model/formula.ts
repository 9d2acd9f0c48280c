// Words of the expression language that are not operands' names.
const reserved = new Set(['true', 'false', 'nil', 'and', 'or', 'not', 'in']);

/**
 * The operand names that a formula mentions, each once. A word before a bracket is a function, one with a `$` is a
 * dashboard variable, and a number's exponent (`1e6`) is no name.
 */
export function namesIn(formula: string): string[] {
  const names = new Set<string>();
  const words = /\$\{[^}]*\}|\$\w+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|([A-Za-z_]\w*)(\s*\()?/g;
  for (const [, word, bracket] of formula.matchAll(words)) {
    if (word && !bracket && !reserved.has(word)) {
      names.add(word);
    }
  }
  return [...names];
}
