import { type VariableInfo } from './escape';

/** Formats the value of one variable where it is referenced. */
export type Formatter = (value: string | string[], variable?: VariableInfo) => string;

/** Replaces the variables in a text; Grafana's template service with the scoped variables bound. */
export type Replace = (text: string, format?: string | Formatter) => string;

const ALL_IN_URL = '$__all';
const REFERENCE = /^(?:\$(\w+)|\[\[(\w+)(?::\w+)?\]\]|\$\{(\w+)(?::[^}]+)?\})$/;
const OPEN = '\u0001';
const CLOSE = '\u0002';
const MARKED = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);

/** The name of the variable that a text consists of, if it is nothing but one reference. */
export function referencedVariable(text: string): string | undefined {
  const match = REFERENCE.exec(text.trim());
  return match?.slice(1).find(Boolean);
}

// Grafana hands over "All" as the list of all options; only the URL form still says that it was "All".
function isAll(name: string, replace: Replace): boolean {
  return new URLSearchParams(replace(`\${${name}:queryparam}`)).getAll(`var-${name}`).includes(ALL_IN_URL);
}

/**
 * Whether a text is one variable that stands at "All" without a custom value, which selects everything.
 * A custom "All" value never reaches the formatter, so it is not dropped.
 */
export function selectsEverything(text: string, replace: Replace): boolean {
  const name = referencedVariable(text);
  if (!name || !isAll(name, replace)) {
    return false;
  }
  let formatted = false;
  replace(`\${${name}}`, (value) => {
    formatted = true;
    return String(value);
  });
  return formatted;
}

/** All literal values of a text: one, or as many as its multi-value variables have. Empty ones are left out. */
export function expandText(text: string, replace: Replace): string[] {
  if (text === '') {
    return [''];
  }
  const marked = replace(text, (value) => OPEN + JSON.stringify([value].flat().map(String)) + CLOSE);
  return marked
    .split(MARKED)
    .reduce<string[]>(combine, [''])
    .filter((value) => value !== '');
}

// Split puts the captured lists at the odd places, the plain text between them at the even ones.
function combine(heads: string[], part: string, index: number): string[] {
  const tails = index % 2 === 1 ? parseList(part) : [part];
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function parseList(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** Expands the variables in a list of texts into one list; an "All" entry adds nothing. */
export function expandList(texts: string[], replace: Replace): string[] {
  const values = texts.filter((text) => !selectsEverything(text, replace)).flatMap((text) => expandText(text, replace));
  return [...new Set(values)];
}
