import { type Operand, type Reduce, type SignalInfo, type Stat } from '../../shared/types.gen';

import { exprStats } from './choices';
import { kindOf } from './operands';

/** The statistics that apply to an operand, the default first. A formula has none: it works on finished values. */
export function statsFor(operand: Operand, signal: SignalInfo | undefined): Stat[] {
  switch (kindOf(operand)) {
    case 'signal':
      return signal?.stats ?? (operand.stat ? [operand.stat] : []);
    case 'expr':
      return exprStats;
    default:
      return [];
  }
}

/** Whether several devices or ranks of an operand can be combined in more than one way. */
export function reducesDevices(operand: Operand, signal: SignalInfo | undefined): boolean {
  if (kindOf(operand) === 'expr') {
    return !operand.additive;
  }
  return operand.reduce !== undefined || signal?.space === 'intensive';
}

/** How devices and ranks are combined where nothing is chosen. A state that is computed shows the worst of them. */
export function defaultReduce(signal: SignalInfo | undefined): Reduce {
  return signal?.family === 'health' && signal.derived ? 'max' : 'mean';
}

/** The unit an operand is shown in, where it is known before the answer. */
export function unitOf(operand: Operand, signal: SignalInfo | undefined): string | undefined {
  return operand.unit ?? signal?.unit;
}

/** Reads a threshold; undefined where the text is no finite number. */
export function parseThreshold(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined;
}
