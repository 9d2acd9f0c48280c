import React from 'react';

import { testIds } from '../../../shared/testIds';
import { durationError } from '../../model/duration';

import { type ConfigProps } from './configProps';
import { Section } from './Section';
import { SettingInput } from './SettingInput';
import { withSettings } from './settings';

/** What the series look like, and how long a query may take. */
export function SeriesSection({ options, onOptionsChange }: ConfigProps) {
  const { jsonData } = options;
  const set = (patch: Partial<typeof jsonData>) => onOptionsChange(withSettings(options, patch));

  return (
    <Section title="Series" description="All optional: the defaults fit a store that is scraped by one Prometheus.">
      <SettingInput
        label="Cluster label"
        description="The label that tells clusters apart. Without it, devices and pods of all clusters share one name space."
        placeholder="cluster"
        width={30}
        value={jsonData.clusterLabel}
        disabled={options.readOnly}
        onChange={(clusterLabel) => set({ clusterLabel: clusterLabel.trim() || undefined })}
        testId={testIds.config.clusterLabel}
      />
      <SettingInput
        label="Scrape interval"
        description="The shortest step of a query. The interval of each source is measured; no step is shorter than the slowest."
        placeholder="15s"
        width={30}
        value={jsonData.timeInterval}
        error={durationError(jsonData.timeInterval ?? '')}
        disabled={options.readOnly}
        onChange={(timeInterval) => set({ timeInterval: timeInterval.trim() || undefined })}
        testId={testIds.config.timeInterval}
      />
      <SettingInput
        label="Query timeout"
        description="After this time a query is given up and says so."
        placeholder="60s"
        width={30}
        value={jsonData.limits?.timeout}
        error={durationError(jsonData.limits?.timeout ?? '')}
        disabled={options.readOnly}
        onChange={(timeout) => set({ limits: { ...jsonData.limits, timeout: timeout.trim() || undefined } })}
        testId={testIds.config.timeout}
      />
    </Section>
  );
}
