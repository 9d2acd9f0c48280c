import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';
import { formulaError } from '../../../model/checkOperand';
import { DraftInput } from '../../fields/DraftInput';

interface Props {
  operand: Operand;
  operands: Operand[];
  index: number;
  onChange: (operand: Operand) => void;
}

/** An expression over the other operands' names. */
export function FormulaField({ operand, operands, index, onChange }: Props) {
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
