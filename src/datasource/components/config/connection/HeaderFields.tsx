import { Button, Field, Stack } from '@grafana/ui';
import React from 'react';

import { type ConfigProps } from '../configProps';
import { addHeader, headerNumbers } from '../model/headers';

import { HeaderRow } from './HeaderRow';

interface Props extends ConfigProps {
  /** Begins the data-testid of each row. */
  testId: string;
}

/** Headers that are sent with every request. */
export function HeaderFields({ testId, ...config }: Props) {
  const { options, onOptionsChange } = config;
  return (
    <Field
      label="HTTP headers"
      description="Sent with every request, for example Authorization with a bearer token, or X-Scope-OrgID for a tenant. Values are stored as secrets."
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        {headerNumbers(options).map((number) => (
          <HeaderRow key={number} number={number} {...config} testId={`${testId}-header-${number}`} />
        ))}
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          data-testid={`${testId}-header-add`}
          onClick={() => onOptionsChange(addHeader(options))}
        >
          Add header
        </Button>
      </Stack>
    </Field>
  );
}
