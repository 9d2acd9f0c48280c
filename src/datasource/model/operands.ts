import { type Operand, type SignalInfo } from '../../shared/types.gen';

/** The three ways an operand gets its values. */
export type OperandKind = 'signal' | 'expr' | 'formula';

/** Which of the three an operand is; a new one is a signal. */
export function kindOf(operand: Operand): OperandKind {
  if (operand.formula !== undefined) {
    return 'formula';
  }
  return operand.expr === undefined ? 'signal' : 'expr';
}

/** Whether an operand asks for anything yet. */
export function hasContent(operand: Operand): boolean {
  return [operand.signal, operand.expr, operand.formula].some((text) => (text ?? '').trim() !== '');
}

/** A name for an operand that no other one has: the wish itself, or the wish with a number. */
export function uniqueName(wish: string, operands: Operand[]): string {
  const taken = new Set(operands.map((operand) => operand.as));
  if (!taken.has(wish)) {
    return wish;
  }
  let number = 2;
  while (taken.has(`${wish}_${number}`)) {
    number += 1;
  }
  return `${wish}_${number}`;
}

const emptyContent: Record<OperandKind, Partial<Operand>> = {
  signal: { signal: '' },
  expr: { expr: '' },
  formula: { formula: '' },
};

const firstNames: Record<OperandKind, string> = { signal: 'signal', expr: 'query', formula: 'ratio' };

/** The operands with an empty one of a kind at the end. */
export function addOperand(operands: Operand[], kind: OperandKind): Operand[] {
  return [...operands, { as: uniqueName(firstNames[kind], operands), ...emptyContent[kind] }];
}

/** The operands without the one at an index. */
export function removeOperand(operands: Operand[], index: number): Operand[] {
  return operands.filter((_, at) => at !== index);
}

/** The operands with the one at an index moved by an offset; unchanged where it would leave the list. */
export function moveOperand(operands: Operand[], index: number, offset: -1 | 1): Operand[] {
  const target = index + offset;
  if (target < 0 || target >= operands.length) {
    return operands;
  }
  const moved = [...operands];
  [moved[index], moved[target]] = [moved[target], moved[index]];
  return moved;
}

/** The operands with one replaced. A new name is carried into the formulas that use the old one. */
export function replaceOperand(operands: Operand[], index: number, next: Operand): Operand[] {
  const previous = operands[index];
  const replaced = operands.map((operand, at) => (at === index ? next : operand));
  return previous.as === next.as ? replaced : replaced.map((operand) => renameIn(operand, previous.as, next.as));
}

function renameIn(operand: Operand, from: string, to: string): Operand {
  if (!operand.formula || !from) {
    return operand;
  }
  const formula = operand.formula.replace(/[A-Za-z_]\w*/g, (word) => (word === from ? to : word));
  return { ...operand, formula };
}

/**
 * An operand with another signal: what belonged to the old one (statistic, threshold, reduction, unit) goes, and a name
 * that was only the default follows the signal.
 */
export function withSignal(operand: Operand, signal: SignalInfo, operands: Operand[]): Operand {
  const others = operands.filter((other) => other !== operand);
  const isDefaultName = operand.as === operand.signal || (!operand.signal && /^signal(_\d+)?$/.test(operand.as));
  const as = isDefaultName || !operand.as ? uniqueName(signal.id, others) : operand.as;
  return { as, signal: signal.id, ...(operand.hide ? { hide: true } : {}) };
}
