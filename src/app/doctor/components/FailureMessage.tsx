import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { pagePath, ROUTES } from '../../routes';
import { configPath, grafanaHref } from '../../home/links';
import { type Failure, failureText } from '../model/failure';

interface Props {
  uid: string;
  failure: Failure;
  /** Whether an older report is still shown below. */
  hasReport: boolean;
  onRetry: () => void;
}

/** Why there is no report, and what helps. */
export function FailureMessage({ uid, failure, hasReport, onRetry }: Props) {
  const { title, text, settings } = failureText(failure.kind);
  const permission = failure.kind === 'permission';
  return (
    <Alert
      severity={permission ? 'info' : 'error'}
      title={title}
      data-testid={testIds.doctor.failure(failure.kind)}
      bottomSpacing={0}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <div>{text}</div>
        {failure.detail && !permission && <div>{failure.detail}</div>}
        {hasReport && <div>What is shown below is the report before this one.</div>}
        <Stack direction="row" gap={1}>
          <Button size="sm" icon="sync" variant="secondary" onClick={onRetry}>
            Try again
          </Button>
          {settings && (
            <LinkButton size="sm" icon="cog" variant="secondary" href={grafanaHref(configPath(uid))}>
              Open settings
            </LinkButton>
          )}
          {permission && (
            <LinkButton size="sm" icon="home-alt" variant="secondary" href={grafanaHref(pagePath(ROUTES.home))}>
              Home
            </LinkButton>
          )}
        </Stack>
      </Stack>
    </Alert>
  );
}
