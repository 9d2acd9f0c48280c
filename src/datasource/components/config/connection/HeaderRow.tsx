import { FieldValidationMessage, IconButton, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { DraftInput } from '../../fields/DraftInput';
import { HiddenLabel } from '../../fields/HiddenLabel';
import { type ConfigProps } from '../configProps';
import { SecretInput } from '../fields/SecretInput';
import { useWhenReleased } from '../layout/press';
import { useReadOnly } from '../layout/readOnly';
import { headerError } from '../model/checks';
import { isRemovable, nameKey, removeHeader, renameHeader, valueKey } from '../model/headers';

interface Props extends ConfigProps {
  number: number;
  testId: string;
}

/** One custom header: a name, and a value that is a secret. */
export function HeaderRow({ number, testId, ...config }: Props) {
  const id = useId();
  const disabled = useReadOnly();
  const { options, onOptionsChange } = config;
  const name = options.jsonData[nameKey(number)] ?? '';
  const error = useWhenReleased(headerError(name));
  const removable = isRemovable(options, number);
  return (
    <div role="group" aria-label={`Header ${number}`} data-testid={testId}>
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        <DraftInput
          width={30}
          value={name}
          placeholder="X-Scope-OrgID"
          aria-label={`Name of header ${number}`}
          invalid={Boolean(error)}
          disabled={disabled}
          onCommit={(text) => onOptionsChange(renameHeader(options, number, text.trim()))}
          data-testid={`${testId}-name`}
        />
        <HiddenLabel htmlFor={id} text={`Value of header ${number}`} />
        <SecretInput
          {...config}
          id={id}
          secret={valueKey(number)}
          name={`value of header ${number}`}
          placeholder="Value"
          testId={`${testId}-value`}
        />
        <IconButton
          name="trash-alt"
          tooltip={removable ? `Remove header ${number}` : 'Remove the headers below first'}
          disabled={disabled || !removable}
          onClick={() => onOptionsChange(removeHeader(options, number))}
        />
      </Stack>
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
    </div>
  );
}
