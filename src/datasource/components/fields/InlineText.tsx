import { InlineField } from '@grafana/ui';
import React, { useId } from 'react';

import { DraftInput } from './DraftInput';

interface Props {
  label: string;
  value: string;
  onCommit: (text: string) => void;
  tooltip?: string;
  placeholder?: string;
  width?: number;
  error?: string;
  testId?: string;
}

/** A labelled one-line text of the query editor; an error stands below it. */
export function InlineText({ label, value, onCommit, tooltip, placeholder, width = 16, error, testId }: Props) {
  const id = useId();
  return (
    <InlineField label={label} tooltip={tooltip} invalid={Boolean(error)} error={error}>
      <DraftInput
        id={id}
        value={value}
        onCommit={onCommit}
        placeholder={placeholder}
        width={width}
        data-testid={testId}
      />
    </InlineField>
  );
}
