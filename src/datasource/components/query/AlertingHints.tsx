import { Alert } from '@grafana/ui';
import React from 'react';

import { alertingProblems } from '../../model/alerting';
import { type TokenpathQuery } from '../../types';

/** What keeps a query from being an alert rule's, before the rule is saved and fails. */
export function AlertingHints({ query }: { query: TokenpathQuery }) {
  const problems = alertingProblems(query);
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning" title="An alert rule cannot use this query yet" bottomSpacing={0}>
      {problems.join(' ')}
    </Alert>
  );
}
