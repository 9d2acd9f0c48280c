import React from 'react';

import { kindOf } from '../../../model/operands';

import { ExprField } from './ExprField';
import { FormulaField } from './FormulaField';
import { type OperandProps } from './operandProps';
import { SignalField } from './SignalField';

/** What an operand takes its values from. */
export function OperandBody(props: OperandProps) {
  switch (kindOf(props.operand)) {
    case 'expr':
      return <ExprField {...props} />;
    case 'formula':
      return <FormulaField {...props} />;
    default:
      return <SignalField {...props} />;
  }
}
