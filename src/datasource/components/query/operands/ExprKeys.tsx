import { InlineField, InlineSwitch } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { formatKeys, keysError, parseKeys } from '../../../model/keys';
import { InlineText } from '../../fields/InlineText';

import { type OperandProps } from './operandProps';

/** Which labels of the user's own PromQL are keys, and whether its values may be added. */
export function ExprKeys({ operand, index, catalog, onChange }: OperandProps) {
  const id = useId();
  const keys = formatKeys(operand.keys);
  return (
    <>
      <InlineText
        label="Keys"
        tooltip="Which labels of the result are keys: canonical name = own name, for example pod=pod, gpu_uuid=UUID."
        value={keys}
        onCommit={(text) => onChange({ ...operand, keys: parseKeys(text) })}
        placeholder="pod=pod, node=instance"
        width={28}
        error={keysError(keys, catalog.labels)}
        testId={testIds.query.keys(index)}
      />
      <InlineField label="Additive" tooltip="Whether the values may be added, and must be split among owners.">
        <InlineSwitch
          id={id}
          value={Boolean(operand.additive)}
          onChange={(event) => onChange({ ...operand, additive: event.currentTarget.checked || undefined })}
        />
      </InlineField>
    </>
  );
}
