import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { DraftArea } from '../../fields/DraftArea';

import { type OperandProps } from './operandProps';

/** The user's own PromQL. */
export function ExprField({ operand, index, onChange }: OperandProps) {
  return (
    <DraftArea
      value={operand.expr ?? ''}
      onCommit={(expr) => onChange({ ...operand, expr })}
      placeholder="sum by (pod) (rate(my_metric[$__rate_interval]))"
      aria-label={`PromQL of ${operand.as}`}
      data-testid={testIds.query.expr(index)}
    />
  );
}
