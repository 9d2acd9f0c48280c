import { Alert } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';

import { BindingsSection } from './bindings/BindingsSection';
import { type ConfigProps } from './configProps';
import { ConnectionSection } from './connection/ConnectionSection';
import { CostSection } from './cost/CostSection';
import { FamiliesSection } from './families/FamiliesSection';
import { Findings } from './findings/Findings';
import { LabelsSection } from './labels/LabelsSection';
import { LimitsSection } from './limits/LimitsSection';
import { LinksSection } from './links/LinksSection';
import { Group } from './layout/Group';
import { PressProvider, usePressed } from './layout/press';
import { ReadOnlyProvider } from './layout/readOnly';
import { SignalsSection } from './signals/SignalsSection';

/** Configures the data source: stores, what their series look like, prices, bindings, own signals, limits. */
export function ConfigEditor(props: ConfigProps) {
  const isReadOnly = Boolean(props.options.readOnly);
  return (
    <div data-testid={testIds.config.editor}>
      {isReadOnly && (
        <Alert severity="info" title="Provisioned">
          This data source comes from a file of Grafana&apos;s provisioning, and only that file can change it. The
          fields below show what it says; secrets are never shown.
        </Alert>
      )}
      <PressProvider value={usePressed()}>
        <ReadOnlyProvider value={isReadOnly}>
          <ConnectionSection {...props} />
          <FamiliesSection {...props} />
          <Group
            title="Series, cost and limits"
            description="All optional: the defaults fit a store that Prometheus fills."
          >
            <LabelsSection {...props} />
            <CostSection {...props} />
            <BindingsSection {...props} />
            <SignalsSection {...props} />
            <LinksSection {...props} />
            <LimitsSection {...props} />
          </Group>
        </ReadOnlyProvider>
      </PressProvider>
      <Findings options={props.options} />
    </div>
  );
}
