import { Alert } from '@grafana/ui';
import React from 'react';

import { type Migration } from './useMigration';

/** What was changed in a query that was stored by an older version, or why it was not. */
export function MigrationNotes({ notes, error }: Migration) {
  if (error) {
    return (
      <Alert severity="warning" title="This query is of an older version and is kept as it was" bottomSpacing={0}>
        {error}
      </Alert>
    );
  }
  if (notes.length === 0) {
    return null;
  }
  return (
    <Alert severity="info" title="This query was brought to the current version" bottomSpacing={0}>
      {notes.join(' ')}
    </Alert>
  );
}
