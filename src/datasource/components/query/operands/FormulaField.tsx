import { Input, Stack } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';

import { testIds } from '../../../../shared/testIds';
import { formulaError, namesFor } from '../../../model/checkOperand';
import { appendName, formulaHelp } from '../../../model/formula';
import { InsertHelp } from '../../fields/InsertHelp';
import { useDraft } from '../../fields/useDraft';

import { type OperandProps } from './operandProps';

/** An expression over the other operands' names, with what it may be made of. */
export function FormulaField({ operand, operands, index, onChange }: OperandProps) {
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft(operand.formula ?? '', (formula) => onChange({ ...operand, formula }));
  const names = namesFor(operand, operands).join();
  const items = useMemo(() => formulaHelp(names.split(',').filter(Boolean)), [names]);
  const isInvalid = Boolean(formulaError(operand, operands));

  // A formula with one more word is seldom finished: it waits in the field until it is handed over.
  const insert = (word: string) => {
    draft.setText(appendName(draft.text, word));
    field.current?.focus();
  };

  return (
    <Stack direction="row" gap={0.5}>
      <Input
        ref={field}
        value={draft.text}
        onChange={(event) => draft.setText(event.currentTarget.value)}
        onBlur={draft.commit}
        onKeyDown={(event) => event.key === 'Enter' && draft.commit()}
        placeholder="cost / tokens * 1e6"
        invalid={isInvalid}
        aria-invalid={isInvalid ? true : undefined}
        aria-label={`Formula of ${operand.as}`}
        data-testid={testIds.query.formula(index)}
      />
      <InsertHelp
        label="Help"
        title="What a formula is made of"
        items={items}
        onInsert={insert}
        testId={testIds.query.formulaHelp(index)}
      />
    </Stack>
  );
}
