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
  /** Whether the text is wrong where the error is said elsewhere. */
  invalid?: boolean;
  testId?: string;
}

/** A labelled one-line text of the query editor; an error stands below it. */
export function InlineText({
  label,
  value,
  onCommit,
  tooltip,
  placeholder,
  width = 16,
  error,
  invalid,
  testId,
}: Props) {
  const id = useId();
  return (
    <InlineField label={label} tooltip={tooltip} invalid={invalid || Boolean(error)} error={error}>
      <DraftInput
        id={id}
        value={value}
        onCommit={onCommit}
        placeholder={placeholder}
        width={width}
        invalid={invalid}
        data-testid={testId}
      />
    </InlineField>
  );
}
