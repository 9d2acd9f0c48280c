import { Checkbox, Field, Stack } from '@grafana/ui';
import React from 'react';

import { type ConfigProps } from '../configProps';
import { SecretField } from '../fields/SecretField';
import { TextSetting } from '../fields/TextSetting';
import { useReadOnly } from '../layout/readOnly';
import { withFlag } from '../model/auth';
import { withSettings } from '../model/settings';

const choices = [
  {
    key: 'tlsAuthWithCACert',
    label: 'Own certificate authority',
    description: 'The certificate of the store is signed by one that Grafana does not know.',
  },
  { key: 'tlsAuth', label: 'Client certificate', description: 'The store asks for one.' },
  { key: 'tlsSkipVerify', label: 'Skip verification', description: 'Accepts any certificate. Only for tests.' },
] as const;

const certificate = '-----BEGIN CERTIFICATE-----';

/** How a connection is secured. */
export function TlsFields(props: ConfigProps) {
  const { options, onOptionsChange } = props;
  const { jsonData } = options;
  const disabled = useReadOnly();
  return (
    <>
      <Field label="TLS" description="Nothing is needed where the store's certificate is publicly known.">
        <Stack direction="column" gap={1} alignItems="flex-start">
          {choices.map(({ key, label, description }) => (
            <Checkbox
              key={key}
              label={label}
              description={description}
              value={Boolean(jsonData[key])}
              disabled={disabled}
              onChange={(event) => onOptionsChange(withFlag(options, key, event.currentTarget.checked))}
            />
          ))}
        </Stack>
      </Field>
      {(jsonData.tlsAuth || jsonData.tlsAuthWithCACert) && (
        <TextSetting
          label="Server name"
          description="The name that the store's certificate carries, where it is not the URL's host."
          value={jsonData.serverName}
          onCommit={(serverName) => onOptionsChange(withSettings(options, { serverName: serverName || undefined }))}
        />
      )}
      {jsonData.tlsAuthWithCACert && (
        <SecretField {...props} label="CA certificate" secret="tlsCACert" placeholder={certificate} multiline />
      )}
      {jsonData.tlsAuth && (
        <>
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
    </>
  );
}
