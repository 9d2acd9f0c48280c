import { Field, Input } from '@grafana/ui';
import React, { useId } from 'react';

interface Props {
  label: string;
  description: string;
  value: string | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  width?: number;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  testId?: string;
}

/** One text setting with its explanation. */
export function SettingInput({ label, description, value, onChange, width = 60, error, testId, ...rest }: Props) {
  const id = useId();
  return (
    <Field
      label={label}
      description={description}
      htmlFor={id}
      invalid={Boolean(error)}
      error={error}
      required={rest.required}
      disabled={rest.disabled}
    >
      <Input
        id={id}
        width={width}
        value={value ?? ''}
        placeholder={rest.placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-testid={testId}
      />
    </Field>
  );
}
