import { Field, SecretInput, SecretTextArea } from '@grafana/ui';
import React, { type FormEvent, useId } from 'react';

import { type ConfigProps } from './configProps';
import { hasSecret, withoutSecret, withSecret } from './settings';

interface Props extends ConfigProps {
  label: string;
  /** The key in secureJsonData. */
  secret: string;
  description?: string;
  placeholder?: string;
  multiline?: boolean;
  testId?: string;
}

/** A setting that only the backend can read again after it was saved. */
export function SecretField({ label, secret, description, placeholder, multiline, testId, ...config }: Props) {
  const id = useId();
  const { options, onOptionsChange } = config;
  const common = {
    id,
    placeholder,
    value: options.secureJsonData?.[secret] ?? '',
    isConfigured: hasSecret(options, secret),
    disabled: options.readOnly,
    onReset: () => onOptionsChange(withoutSecret(options, secret)),
    onChange: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onOptionsChange(withSecret(options, secret, event.currentTarget.value)),
    'data-testid': testId,
  };
  return (
    <Field label={label} description={description} htmlFor={id} disabled={options.readOnly}>
      {multiline ? <SecretTextArea {...common} rows={5} cols={60} /> : <SecretInput {...common} width={40} />}
    </Field>
  );
}
