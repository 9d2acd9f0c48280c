import { Button, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';

import { type ConfigProps } from './configProps';
import { HeaderRow } from './HeaderRow';
import { addHeader, headerNumbers } from './headers';
import { Section } from './Section';

/** Headers that are sent with every request. */
export function HeadersSection(props: ConfigProps) {
  const { options, onOptionsChange } = props;
  return (
    <Section
      title="HTTP headers"
      description="Sent with every request, for example Authorization with a bearer token, or X-Scope-OrgID for a tenant. Values are stored as secrets."
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        {headerNumbers(options).map((number) => (
          <HeaderRow key={number} number={number} {...props} />
        ))}
        <Button
          variant="secondary"
          size="sm"
          icon="plus"
          disabled={options.readOnly}
          data-testid={testIds.config.addHeader}
          onClick={() => onOptionsChange(addHeader(options))}
        >
          Add header
        </Button>
      </Stack>
    </Section>
  );
}
