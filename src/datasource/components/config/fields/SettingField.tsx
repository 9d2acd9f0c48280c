import { Field } from '@grafana/ui';
import React, { type ReactElement } from 'react';

import { useReadOnly } from '../layout/readOnly';

import { type FieldProps } from './fieldProps';

interface Props extends FieldProps {
  id: string;
  /** What is wrong with the setting, if anything. */
  error?: string;
  children: ReactElement<Record<string, unknown>>;
}

/** The label, the explanation and the complaint around a setting's input, which a provisioned data source disables. */
export function SettingField({ id, error, label, description, required, compact, children }: Props) {
  return (
    <Field
      label={label}
      description={description}
      htmlFor={id}
      invalid={Boolean(error)}
      error={error}
      required={required}
      disabled={useReadOnly()}
      noMargin={compact}
    >
      {children}
    </Field>
  );
}
