import { InlineSwitch, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';
import { formatKeys, keysError, parseKeys } from '../../../model/keys';
import { DraftInput } from '../../fields/DraftInput';
import { InlineText } from '../../fields/InlineText';

interface Props {
  operand: Operand;
  index: number;
  labels: string[];
  onChange: (operand: Operand) => void;
}

/** The user's own PromQL, which of its labels are keys, and whether its values may be added. */
export function ExprField({ operand, index, labels, onChange }: Props) {
  const additiveId = useId();
  const keys = formatKeys(operand.keys);

  return (
    <Stack direction="column" gap={0.5}>
      <DraftInput
        value={operand.expr ?? ''}
        onCommit={(expr) => onChange({ ...operand, expr })}
        placeholder="sum by (pod) (rate(my_metric[$__rate_interval]))"
        aria-label={`PromQL of ${operand.as}`}
        data-testid={testIds.query.expr(index)}
      />
      <Stack direction="row" gap={0.5} wrap="wrap">
        <InlineText
          label="Keys"
          tooltip="Which labels of the result are keys: canonical name = own name, for example pod=pod, gpu_uuid=UUID."
          value={keys}
          onCommit={(text) => onChange({ ...operand, keys: parseKeys(text) })}
          placeholder="pod=pod, node=instance"
          width={32}
          error={keysError(keys, labels)}
        />
        <InlineSwitch
          id={additiveId}
          label="Additive"
          showLabel
          value={Boolean(operand.additive)}
          onChange={(event) => onChange({ ...operand, additive: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </Stack>
  );
}
