import { Field, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';

import { type ConfigProps } from './configProps';
import { SecretField } from './SecretField';
import { Section } from './Section';
import { SettingInput } from './SettingInput';
import { type AuthMethod, authMethodOf, withAuthMethod } from './settings';

const methods: Array<{ value: AuthMethod; label: string; description: string }> = [
  { value: 'none', label: 'None', description: 'The store asks for nothing, or a header below says it' },
  { value: 'basic', label: 'Basic', description: 'User and password' },
  {
    value: 'oauth',
    label: 'Forward OAuth identity',
    description: 'The token of the person who is signed in to Grafana',
  },
];

/** How the store knows who asks. */
export function AuthSection({ options, onOptionsChange }: ConfigProps) {
  const method = authMethodOf(options);
  return (
    <Section
      title="Authentication"
      description="A bearer token or a tenant goes into a header below. Forwarding an identity turns caching off, and alert rules have no identity to forward."
    >
      <Field label="Method" disabled={options.readOnly}>
        <div data-testid={testIds.config.auth}>
          <RadioButtonGroup
            aria-label="Authentication method"
            options={methods}
            value={method}
            disabled={options.readOnly}
            onChange={(next) => onOptionsChange(withAuthMethod(options, next))}
          />
        </div>
      </Field>
      {method === 'basic' && (
        <>
          <SettingInput
            label="User"
            description="Sent with every request."
            value={options.basicAuthUser}
            width={40}
            disabled={options.readOnly}
            onChange={(basicAuthUser) => onOptionsChange({ ...options, basicAuthUser })}
            testId={testIds.config.user}
          />
          <SecretField
            label="Password"
            secret="basicAuthPassword"
            options={options}
            onOptionsChange={onOptionsChange}
            testId={testIds.config.password}
          />
        </>
      )}
    </Section>
  );
}
