import React from 'react';

import { testIds } from '../../../shared/testIds';

import { type ConfigProps } from './configProps';
import { Section } from './Section';
import { SettingInput } from './SettingInput';
import { urlError } from './settings';

/** Where the series are. */
export function EndpointSection({ options, onOptionsChange }: ConfigProps) {
  const url = options.url ?? '';
  return (
    <Section
      title="Endpoint"
      description="A store that answers the Prometheus HTTP API: Prometheus, VictoriaMetrics, Mimir or Thanos."
    >
      <SettingInput
        label="URL"
        description="As Grafana's server reaches it, with the path prefix if there is one."
        placeholder="http://prometheus:9090"
        value={url}
        error={urlError(url)}
        required
        disabled={options.readOnly}
        onChange={(next) => onOptionsChange({ ...options, url: next.trim() })}
        testId={testIds.config.url}
      />
    </Section>
  );
}
