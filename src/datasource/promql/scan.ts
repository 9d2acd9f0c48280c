/** A comparison of a label in a selector. */
export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A metric's name with its matchers, as a PromQL expression selects it. */
export interface Selector {
  metric: string;
  matchers: Matcher[];
}

// Words that stand before a list of labels, which are no metrics.
const listWords = 'by|without|on|ignoring|group_left|group_right';
const operators = new Set(['and', 'or', 'unless', 'bool', 'offset', 'start', 'end', 'inf', 'nan']);

const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const LABEL_LIST = new RegExp(`\\b(?:${listWords})\\b\\s*(?:\\([^)]*\\))?`, 'gi');
const MATCHER = /([A-Za-z_][\w.]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/g;
// A metric may also be named among its matchers.
const NAMED_INSIDE = /\{\s*__name__\s*=\s*["'`]([A-Za-z_:][\w:]*)["'`]\s*,?/g;
const METRIC = /(?<![\w$:.\]])([A-Za-z_:][\w:]*)(\s*\()?/g;

// Puts blanks where something stood, so that places in the text stay what they are.
function blank(text: string): string {
  return ' '.repeat(text.length);
}

function unquote(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('`') ? inner : inner.replace(/\\(.)/g, '$1');
}

function matchersIn(text: string): Matcher[] {
  return [...text.matchAll(MATCHER)].map(([, label, op, value]) => ({
    label,
    op: op as Matcher['op'],
    value: unquote(value),
  }));
}

/** The braces that follow a place in an expression, if nothing else stands between. */
function bracesAt(masked: string, expr: string, place: number): string {
  const open = /^\s*\{/.exec(masked.slice(place));
  if (!open) {
    return '';
  }
  const close = masked.indexOf('}', place);
  return expr.slice(place, close < 0 ? expr.length : close);
}

/**
 * The selectors of a PromQL expression that name their metric. It reads what people write; it is no parser and what it
 * does not recognise it leaves out.
 */
export function selectorsIn(written: string): Selector[] {
  const expr = written.replace(NAMED_INSIDE, '$1{');
  const masked = expr
    .replace(STRING, blank)
    .replace(LABEL_LIST, blank)
    .replace(/\[[^\]]*\]/g, blank);
  const names = masked.replace(/\{[^}]*\}?/g, blank);
  return [...names.matchAll(METRIC)]
    .filter(([, word, bracket]) => !bracket && !operators.has(word.toLowerCase()))
    .map((match) => ({
      metric: match[1],
      matchers: matchersIn(bracesAt(masked, expr, match.index + match[1].length)),
    }));
}

/** The labels by which an expression's outermost aggregation groups. */
export function groupingOf(expr: string): string[] {
  const [, list] = /\bby\s*\(([^)]*)\)/i.exec(expr) ?? [];
  return (list ?? '')
    .split(',')
    .map((label) => label.trim())
    .filter(Boolean);
}

/** The quantile that an expression takes of a histogram, if it does. */
export function quantileOf(expr: string): number | undefined {
  const [, text] = /\bhistogram_quantile\s*\(\s*([\d.]+)/.exec(expr) ?? [];
  return text === undefined ? undefined : Number(text);
}

/** Whether an expression calls a function. */
export function calls(expr: string, name: string): boolean {
  return new RegExp(`\\b${name}\\s*(?:by\\b|without\\b|\\()`).test(expr.replace(STRING, blank));
}
