import { getBackendSrv } from '@grafana/runtime';
import { FieldValidationMessage } from '@grafana/ui';
import React, { useState } from 'react';

import { type ConfigProps } from '../configProps';
import { SourceChoice } from '../fields/SourceChoice';
import { copyConnection, type CopySource, isCopyable } from '../model/copy';

interface Props extends ConfigProps {
  testId: string;
}

interface Outcome {
  uid: string;
  said: string;
  failed?: boolean;
}

function says(name: string, retype: string[]): string {
  const secrets = retype.length > 0 ? ` Secrets cannot be copied: type its ${retype.join(', its ')} again.` : '';
  return `Copied URL and options from ${name}.${secrets}`;
}

function failure(cause: unknown): string {
  const { status, data } = cause as { status?: number; data?: { message?: string } };
  return status === 403
    ? 'You may not read the settings of this data source; ask someone who administers it for its URL.'
    : `Its settings could not be read: ${data?.message ?? String(cause)}`;
}

/** Takes URL and options over from a data source that is there already. */
export function CopyConnection({ options, onOptionsChange, testId }: Props) {
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = async (uid: string) => {
    try {
      const source: CopySource = await getBackendSrv().get(`/api/datasources/uid/${encodeURIComponent(uid)}`);
      const copied = copyConnection(options, source);
      onOptionsChange(copied.options);
      setOutcome({ uid, said: says(source.name, copied.retype) });
    } catch (cause) {
      setOutcome({ uid, said: failure(cause), failed: true });
    }
  };
  return (
    <div data-testid={`${testId}-copy`}>
      <SourceChoice
        label="Copy from an existing data source"
        description="Takes URL, authentication, TLS, header names and parameters over; what is set below is replaced. Secrets cannot be copied."
        placeholder="Choose a Prometheus data source"
        width={40}
        uid={outcome?.uid}
        offers={isCopyable}
        onChange={(uid) => void copy(uid)}
      />
      {outcome?.failed ? (
        <FieldValidationMessage>{outcome.said}</FieldValidationMessage>
      ) : (
        <p role="status">{outcome?.said}</p>
      )}
    </div>
  );
}
