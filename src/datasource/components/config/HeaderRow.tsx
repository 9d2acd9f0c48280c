import { IconButton, Input, SecretInput, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';

import { type ConfigProps } from './configProps';
import { isRemovable, nameKey, removeHeader, renameHeader, valueKey } from './headers';
import { hasSecret, withoutSecret, withSecret } from './settings';

interface Props extends ConfigProps {
  number: number;
}

/** One custom header: a name, and a value that is a secret. */
export function HeaderRow({ number, options, onOptionsChange }: Props) {
  const secret = valueKey(number);
  const removable = isRemovable(options, number);
  return (
    <div role="group" aria-label={`Header ${number}`} data-testid={testIds.config.header(number)}>
      <Stack direction="row" gap={1} alignItems="center">
        <Input
          width={30}
          value={options.jsonData[nameKey(number)] ?? ''}
          placeholder="X-Scope-OrgID"
          aria-label={`Name of header ${number}`}
          disabled={options.readOnly}
          onChange={(event) => onOptionsChange(renameHeader(options, number, event.currentTarget.value))}
        />
        <SecretInput
          width={40}
          value={options.secureJsonData?.[secret] ?? ''}
          isConfigured={hasSecret(options, secret)}
          placeholder="Value"
          aria-label={`Value of header ${number}`}
          disabled={options.readOnly}
          onReset={() => onOptionsChange(withoutSecret(options, secret))}
          onChange={(event) => onOptionsChange(withSecret(options, secret, event.currentTarget.value))}
        />
        <IconButton
          name="trash-alt"
          tooltip={removable ? `Remove header ${number}` : 'Remove the headers below first'}
          disabled={options.readOnly || !removable}
          onClick={() => onOptionsChange(removeHeader(options, number))}
        />
      </Stack>
    </div>
  );
}
