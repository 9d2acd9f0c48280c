import { Field } from '@grafana/ui';
import React, { useId } from 'react';

import { DraftInput } from '../../fields/DraftInput';
import { useWhenReleased } from '../layout/press';
import { useReadOnly } from '../layout/readOnly';
import { type Check } from '../model/checks';

import { type FieldProps } from './fieldProps';

interface Props extends FieldProps {
  value: string | undefined;
  onCommit: (text: string) => void;
  check?: Check;
}

/**
 * One text setting with its explanation. It is taken over and checked when the field is left; a wrong one is kept as it
 * was typed and marked, so that nothing is lost.
 */
export function TextSetting({ value = '', onCommit, check, width = 40, testId, compact, ...rest }: Props) {
  const id = useId();
  const error = useWhenReleased(check?.(value));
  return (
    <Field
      label={rest.label}
      description={rest.description}
      htmlFor={id}
      invalid={Boolean(error)}
      error={error}
      required={rest.required}
      disabled={useReadOnly()}
      noMargin={compact}
    >
      <DraftInput
        id={id}
        width={width}
        value={value}
        placeholder={rest.placeholder}
        aria-invalid={error ? true : undefined}
        onCommit={(text) => onCommit(text.trim())}
        data-testid={testId}
      />
    </Field>
  );
}
