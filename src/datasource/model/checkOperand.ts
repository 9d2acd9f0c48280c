import { type Operand } from '../../shared/types.gen';

import { formulaFunctions, namesIn, unknownFunctions } from './formula';
import { kindOf } from './operands';

const NAME = /^[A-Za-z_]\w*$/;

/** What is wrong with an operand's name, in words, or undefined. */
export function nameError(operand: Operand, operands: Operand[]): string | undefined {
  if (!NAME.test(operand.as)) {
    return 'Use letters, digits and _, and start with a letter.';
  }
  const taken = operands.some((other) => other !== operand && other.as === operand.as);
  return taken ? 'Another operand has this name.' : undefined;
}

/** What is wrong with a formula's words, in words, or undefined. Its arithmetic is checked by the backend. */
export function formulaError(operand: Operand, operands: Operand[]): string | undefined {
  if (kindOf(operand) !== 'formula' || !operand.formula?.trim()) {
    return undefined;
  }
  return functionProblem(operand.formula) ?? nameProblem(operand, operand.formula, operands);
}

function functionProblem(formula: string): string | undefined {
  const unknown = unknownFunctions(formula);
  const functions = formulaFunctions.map(({ name }) => name).join(', ');
  return unknown.length > 0 ? `${theUnknown('function', unknown)}. Functions: ${functions}.` : undefined;
}

function nameProblem(operand: Operand, formula: string, operands: Operand[]): string | undefined {
  const names = namesIn(formula);
  if (names.includes(operand.as)) {
    return `A formula cannot use its own name, ${operand.as}.`;
  }
  const available = namesFor(operand, operands);
  const unknown = names.filter((name) => !available.includes(name));
  const list = available.join(', ') || 'none yet';
  return unknown.length > 0 ? `${theUnknown('name', unknown)}. Available: ${list}.` : undefined;
}

function theUnknown(what: string, words: string[]): string {
  return `Unknown ${what}${words.length === 1 ? '' : 's'} ${words.join(', ')}`;
}

/** What is wrong with a fraction_below operand's threshold, in words, or undefined. */
export function thresholdError(operand: Operand): string | undefined {
  if (operand.stat !== 'fraction_below') {
    return undefined;
  }
  return Number.isFinite(operand.threshold) ? undefined : 'Give a threshold.';
}

/** What is wrong with own PromQL's keys, in words, or undefined. */
export function keysError(operand: Operand): string | undefined {
  const hasKeys = Object.keys(operand.keys ?? {}).length > 0;
  return operand.expr?.trim() && !hasKeys
    ? 'Add at least one key: which label of the result is the pod, the gpu_uuid or another canonical label.'
    : undefined;
}

/** The first thing that is wrong with an operand, in words, or undefined. */
export function operandError(operand: Operand, operands: Operand[]): string | undefined {
  return nameError(operand, operands) ?? formulaError(operand, operands) ?? keysError(operand);
}

/** The names that an operand's formula may use. */
export function namesFor(operand: Operand, operands: Operand[]): string[] {
  return operands.filter((other) => other !== operand && NAME.test(other.as)).map((other) => other.as);
}
