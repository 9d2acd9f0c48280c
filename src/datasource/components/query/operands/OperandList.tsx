import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';
import { addOperand, moveOperand, type OperandKind, removeOperand, replaceOperand } from '../../../model/operands';
import { type EditorSources } from '../sources';

import { OperandRow } from './OperandRow';

interface Props {
  operands: Operand[];
  sources: EditorSources;
  onChange: (operands: Operand[]) => void;
}

const kinds: Array<{ kind: OperandKind; label: string; testId: string }> = [
  { kind: 'signal', label: 'Signal', testId: testIds.query.addSignal },
  { kind: 'expr', label: 'PromQL', testId: testIds.query.addExpr },
  { kind: 'formula', label: 'Formula', testId: testIds.query.addFormula },
];

/** The columns of the answer: signals, own PromQL and formulas, in their order. */
export function OperandList({ operands, sources, onChange }: Props) {
  const [movedTo, setMovedTo] = useState<number>();

  const move = (index: number, offset: -1 | 1) => {
    const next = moveOperand(operands, index, offset);
    if (next !== operands) {
      setMovedTo(index + offset);
      onChange(next);
    }
  };

  return (
    <Stack direction="column" gap={1}>
      {operands.map((operand, index) => (
        <OperandRow
          key={index}
          operand={operand}
          operands={operands}
          index={index}
          sources={sources}
          moved={movedTo === index}
          onChange={(next) => onChange(replaceOperand(operands, index, next))}
          onMove={(offset) => move(index, offset)}
          onRemove={() => onChange(removeOperand(operands, index))}
        />
      ))}
      <Stack direction="row" gap={1}>
        {kinds.map(({ kind, label, testId }) => (
          <Button
            key={kind}
            size="sm"
            variant="secondary"
            icon="plus"
            aria-label={`Add ${label}`}
            data-testid={testId}
            onClick={() => onChange(addOperand(operands, kind))}
          >
            {label}
          </Button>
        ))}
      </Stack>
    </Stack>
  );
}
