import { Button, Input, Stack, TextArea } from '@grafana/ui';
import React, { type FormEvent } from 'react';

import { type ConfigProps } from '../configProps';
import { useReadOnly } from '../layout/readOnly';
import { hasSecret, withoutSecrets, withSecret } from '../model/secrets';

interface Props extends ConfigProps {
  id: string;
  /** The key in secureJsonData. */
  secret: string;
  /** What the secret is, for the button that forgets it. */
  name: string;
  placeholder?: string;
  multiline?: boolean;
  width?: number;
  testId?: string;
}

/**
 * A secret that only the backend can read again after it was saved. Grafana's own input of this kind has a button that
 * is named Reset wherever it stands and that works in a provisioned data source.
 */
export function SecretInput({ id, secret, name, multiline, width = 40, testId, placeholder, ...config }: Props) {
  const { options, onOptionsChange } = config;
  const disabled = useReadOnly();
  if (hasSecret(options, secret)) {
    return (
      <Stack direction="row" gap={1}>
        <Input id={id} value="configured" width={width} disabled data-testid={testId} />
        <Button
          variant="secondary"
          disabled={disabled}
          aria-label={`Reset ${name}`}
          onClick={() => onOptionsChange(withoutSecrets(options, [secret]))}
        >
          Reset
        </Button>
      </Stack>
    );
  }
  const common = {
    id,
    disabled,
    placeholder: disabled ? 'not set' : placeholder,
    value: options.secureJsonData?.[secret] ?? '',
    onChange: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onOptionsChange(withSecret(options, secret, event.currentTarget.value)),
    'data-testid': testId,
  };
  return multiline ? (
    <TextArea {...common} rows={4} cols={60} />
  ) : (
    <Input {...common} type="password" autoComplete="new-password" width={width} />
  );
}
