import { InlineField, InlineSwitch } from '@grafana/ui';
import React, { useId } from 'react';

import { type OperandProps } from './operandProps';

/** Whether the values of the user's own PromQL may be added. */
export function AdditiveSwitch({ operand, onChange }: OperandProps) {
  const id = useId();
  return (
    <InlineField label="Additive" tooltip="Whether the values may be added, and must be split among owners.">
      <InlineSwitch
        id={id}
        value={Boolean(operand.additive)}
        onChange={(event) => onChange({ ...operand, additive: event.currentTarget.checked || undefined })}
      />
    </InlineField>
  );
}
