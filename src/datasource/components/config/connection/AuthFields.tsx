import { Field, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { type ConfigProps } from '../configProps';
import { SecretField } from '../fields/SecretField';
import { TextSetting } from '../fields/TextSetting';
import { useReadOnly } from '../layout/readOnly';
import { type AuthMethod, authMethodOf, withAuthMethod } from '../model/auth';

const methods: Array<{ value: AuthMethod; label: string; description: string }> = [
  { value: 'none', label: 'None', description: 'The store asks for nothing, or a header below says it' },
  { value: 'basic', label: 'Basic', description: 'User and password' },
  {
    value: 'oauth',
    label: 'Forward OAuth identity',
    description: 'The token of the person who is signed in to Grafana',
  },
];

const about: Record<AuthMethod, string> = {
  none: 'A bearer token or a tenant goes into a header below.',
  basic: 'User and password are sent with every request.',
  oauth:
    'The person’s own token goes along, so caching is off. Alert rules and public dashboards have no identity to forward.',
};

interface Props extends ConfigProps {
  /** Begins the data-testid of each field. */
  testId: string;
}

/** How a store knows who asks. */
export function AuthFields({ testId, ...config }: Props) {
  const { options, onOptionsChange } = config;
  const disabled = useReadOnly();
  const method = authMethodOf(options);
  return (
    <>
      <Field label="Authentication" description={about[method]} disabled={disabled}>
        <div data-testid={`${testId}-auth`}>
          <RadioButtonGroup
            aria-label="Authentication method"
            options={methods}
            value={method}
            disabled={disabled}
            onChange={(next) => onOptionsChange(withAuthMethod(options, next))}
          />
        </div>
      </Field>
      {method === 'basic' && (
        <>
          <TextSetting
            label="User"
            value={options.basicAuthUser}
            onCommit={(basicAuthUser) => onOptionsChange({ ...options, basicAuthUser })}
            testId={`${testId}-user`}
          />
          <SecretField label="Password" secret="basicAuthPassword" {...config} testId={`${testId}-password`} />
        </>
      )}
    </>
  );
}
