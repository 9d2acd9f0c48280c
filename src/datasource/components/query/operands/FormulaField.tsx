import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { formulaError } from '../../../model/checkOperand';
import { DraftInput } from '../../fields/DraftInput';

import { type OperandProps } from './operandProps';

/** An expression over the other operands' names. */
export function FormulaField({ operand, operands, index, onChange }: OperandProps) {
  return (
    <DraftInput
      value={operand.formula ?? ''}
      onCommit={(formula) => onChange({ ...operand, formula })}
      placeholder="cost / tokens * 1e6"
      invalid={Boolean(formulaError(operand, operands))}
      aria-label={`Formula of ${operand.as}`}
      data-testid={testIds.query.formula(index)}
    />
  );
}
