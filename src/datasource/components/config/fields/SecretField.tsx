import { Field } from '@grafana/ui';
import React, { useId } from 'react';

import { type ConfigProps } from '../configProps';

import { SecretInput } from './SecretInput';

interface Props extends ConfigProps {
  label: string;
  /** The key in secureJsonData. */
  secret: string;
  description?: string;
  placeholder?: string;
  multiline?: boolean;
  testId?: string;
}

/** A labelled secret. */
export function SecretField({ label, description, ...rest }: Props) {
  const id = useId();
  return (
    <Field label={label} description={description} htmlFor={id}>
      <SecretInput id={id} name={label.toLowerCase()} {...rest} />
    </Field>
  );
}
