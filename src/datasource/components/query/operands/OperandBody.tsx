import React from 'react';

import { kindOf } from '../../../model/operands';

import { ExprField } from './ExprField';
import { FormulaField } from './FormulaField';
import { type OperandProps } from './operandProps';
import { SignalField } from './SignalField';

/** What an operand takes its values from. */
export function OperandBody({ operand, operands, index, catalog, onChange }: OperandProps) {
  switch (kindOf(operand)) {
    case 'expr':
      return <ExprField operand={operand} index={index} labels={catalog.labels} onChange={onChange} />;
    case 'formula':
      return <FormulaField operand={operand} operands={operands} index={index} onChange={onChange} />;
    default:
      return <SignalField operand={operand} operands={operands} index={index} catalog={catalog} onChange={onChange} />;
  }
}
