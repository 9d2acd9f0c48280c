import { type Insertable } from './insertable';

// Words of the expression language that are not operands' names.
const reserved = new Set(['true', 'false', 'nil', 'and', 'or', 'not', 'in', 'let', 'if', 'else']);

/** A function that is useful in a formula. */
export interface FormulaFunction {
  name: string;
  call: string;
  gives: string;
}

/** The functions worth offering; the language has more. */
export const formulaFunctions: FormulaFunction[] = [
  { name: 'min', call: 'min(a, b)', gives: 'the smaller one' },
  { name: 'max', call: 'max(a, b)', gives: 'the larger one' },
  { name: 'abs', call: 'abs(a)', gives: 'without its sign' },
  { name: 'round', call: 'round(a)', gives: 'the nearest whole number' },
  { name: 'floor', call: 'floor(a)', gives: 'the whole number below' },
  { name: 'ceil', call: 'ceil(a)', gives: 'the whole number above' },
  { name: 'mean', call: 'mean(a, b)', gives: 'the mean of several' },
  { name: 'median', call: 'median(a, b, c)', gives: 'the one in the middle' },
];

const operators: Insertable[] = [
  { text: '+ - * /', gives: 'arithmetic; undefined where it divides by zero' },
  { text: '** %', gives: 'power and remainder' },
  { text: '> < >= <= == !=', gives: 'comparisons give 1 or 0' },
  { text: 'a > 0 ? b : c', gives: 'the one or the other' },
];

/** What a formula may be made of: the names of other operands, functions and operators. */
export function formulaHelp(names: string[]): Insertable[] {
  return [
    ...names.map((name) => ({ text: name, gives: 'operand', insert: name })),
    ...formulaFunctions.map(({ name, call, gives }) => ({ text: call, gives, insert: `${name}(` })),
    ...operators,
  ];
}

// What else the backend's language (expr-lang) can call and make a number of.
const others = ['sum', 'len', 'int', 'float', 'bitand', 'bitor', 'bitxor', 'bitnot', 'bitshl', 'bitshr', 'bitushr'];
const known = new Set([...formulaFunctions.map(({ name }) => name), ...others]);

const WORDS = /\$\{[^}]*\}|\$\w+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|([A-Za-z_]\w*)(\s*\()?/g;

function wordsIn(formula: string): Array<{ word: string; isCall: boolean }> {
  return [...formula.matchAll(WORDS)]
    .map(([, word, bracket]) => ({ word, isCall: Boolean(bracket) }))
    .filter(({ word }) => word && !reserved.has(word));
}

/**
 * The operand names that a formula mentions, each once. A word before a bracket is a function, one with a `$` is a
 * dashboard variable, and a number's exponent (`1e6`) is no name.
 */
export function namesIn(formula: string): string[] {
  const names = wordsIn(formula).filter(({ isCall }) => !isCall);
  return [...new Set(names.map(({ word }) => word))];
}

/** The functions that a formula calls and the language does not have. */
export function unknownFunctions(formula: string): string[] {
  const calls = wordsIn(formula).filter(({ word, isCall }) => isCall && !known.has(word));
  return [...new Set(calls.map(({ word }) => word))];
}

/** A formula with one more name at its end; something has to be typed between two names. */
export function appendName(formula: string, name: string): string {
  return [formula.trim(), name].filter(Boolean).join(' ');
}
