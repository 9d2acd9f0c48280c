import { Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';

import { DOCS_URL } from '../../shared/ids';

const pages = [
  { path: 'query.md', label: 'Query reference' },
  { path: 'ownership.md', label: 'Which replica owns a GPU' },
  { path: 'install.md', label: 'Install and provision' },
];

/** Where to read on. */
export function ReadOn() {
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <Text color="secondary">Read on:</Text>
      {pages.map(({ path, label }) => (
        <TextLink key={path} href={`${DOCS_URL}/${path}`} external>
          {label}
        </TextLink>
      ))}
    </Stack>
  );
}
