import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { withSignal } from '../../../model/operands';
import { SignalPicker } from '../../picker/SignalPicker';

import { type OperandProps } from './operandProps';

/** Picks the canonical signal of an operand. */
export function SignalField({ operand, operands, index, sources, onChange }: OperandProps) {
  const { catalog, presence } = sources;
  const pick = (id: string) => {
    const signal = catalog.signals.find((one) => one.id === id);
    onChange(signal ? withSignal(operand, signal, operands) : { ...operand, signal: id });
  };

  return (
    <SignalPicker
      name={`Signal of ${operand.as}`}
      value={operand.signal ?? ''}
      signals={catalog.signals}
      presence={presence}
      loading={catalog.loading}
      onChange={pick}
      testId={testIds.query.signal(index)}
    />
  );
}
