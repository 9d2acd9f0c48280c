import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type ConfigProps } from '../configProps';
import { Fold } from '../layout/Fold';
import { Section } from '../layout/Section';
import { parametersError } from '../model/checks';
import { counted } from '../model/lists';
import { tlsSummary, wordsOr } from '../model/summaries';

import { AuthFields } from './AuthFields';
import { CopyConnection } from './CopyConnection';
import { HeaderFields } from './HeaderFields';
import { HttpFields } from './HttpFields';
import { TlsFields } from './TlsFields';
import { UrlField } from './UrlField';

/** The store that everything is read from unless a family has one of its own. */
export function ConnectionSection(props: ConfigProps) {
  const { jsonData } = props.options;
  const summary = wordsOr(
    [
      jsonData.customQueryParameters,
      jsonData.timeout !== undefined && `timeout ${jsonData.timeout} s`,
      jsonData.keepCookies && counted(jsonData.keepCookies.length, 'cookie'),
    ],
    'defaults'
  );
  return (
    <>
      <Section
        title="Default endpoint"
        description="A store that answers the Prometheus HTTP API: Prometheus, VictoriaMetrics, Mimir or Thanos. The URL is all that is needed to begin."
      >
        <UrlField {...props} placeholder="http://prometheus:9090" required testId={testIds.config.url} />
        <CopyConnection {...props} testId={testIds.config.connection} />
        <AuthFields {...props} testId={testIds.config.connection} />
        <HeaderFields {...props} testId={testIds.config.connection} />
      </Section>
      <Fold title="TLS" summary={tlsSummary(props.options)} testId={testIds.config.fold('tls')}>
        <TlsFields {...props} />
      </Fold>
      <Fold
        title="Parameters, timeout and cookies"
        summary={summary}
        problem={parametersError(jsonData.customQueryParameters ?? '')}
        testId={testIds.config.fold('http')}
      >
        <HttpFields {...props} testId={testIds.config.connection} />
      </Fold>
    </>
  );
}
