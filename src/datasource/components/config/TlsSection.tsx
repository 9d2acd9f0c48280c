import { Checkbox, Stack } from '@grafana/ui';
import React from 'react';

import { type ConfigProps } from './configProps';
import { SecretField } from './SecretField';
import { Section } from './Section';
import { SettingInput } from './SettingInput';
import { withFlag, withSettings } from './settings';

const choices = [
  {
    key: 'tlsAuthWithCACert',
    label: 'Own certificate authority',
    description: 'The certificate of the store is signed by one that Grafana does not know.',
  },
  {
    key: 'tlsAuth',
    label: 'Client certificate',
    description: 'The store asks for one.',
  },
  {
    key: 'tlsSkipVerify',
    label: 'Skip verification',
    description: 'Accepts any certificate. Only for tests.',
  },
] as const;

const certificate = '-----BEGIN CERTIFICATE-----';

/** How the connection is secured. */
export function TlsSection(props: ConfigProps) {
  const { options, onOptionsChange } = props;
  const { jsonData } = options;
  return (
    <Section title="TLS" description="Nothing is needed where the store's certificate is publicly known.">
      <Stack direction="column" gap={1} alignItems="flex-start">
        {choices.map(({ key, label, description }) => (
          <Checkbox
            key={key}
            label={label}
            description={description}
            value={Boolean(jsonData[key])}
            disabled={options.readOnly}
            onChange={(event) => onOptionsChange(withFlag(options, key, event.currentTarget.checked))}
          />
        ))}
        {jsonData.tlsAuthWithCACert && (
          <SecretField {...props} label="CA certificate" secret="tlsCACert" placeholder={certificate} multiline />
        )}
        {jsonData.tlsAuth && (
          <>
            <SettingInput
              label="Server name"
              description="The name that the store's certificate carries, where it is not the URL's host."
              value={jsonData.serverName}
              width={40}
              disabled={options.readOnly}
              onChange={(serverName) => onOptionsChange(withSettings(options, { serverName: serverName || undefined }))}
            />
            <SecretField
              {...props}
              label="Client certificate"
              secret="tlsClientCert"
              placeholder={certificate}
              multiline
            />
            <SecretField
              {...props}
              label="Client key"
              secret="tlsClientKey"
              placeholder="-----BEGIN PRIVATE KEY-----"
              multiline
            />
          </>
        )}
      </Stack>
    </Section>
  );
}
