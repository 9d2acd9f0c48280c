import { Alert } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';

import { AuthSection } from './AuthSection';
import { type ConfigProps } from './configProps';
import { EndpointSection } from './EndpointSection';
import { HeadersSection } from './HeadersSection';
import { NextSteps } from './NextSteps';
import { PricesSection } from './PricesSection';
import { SeriesSection } from './SeriesSection';
import { TlsSection } from './TlsSection';

/** Configures the data source: endpoint, authentication, what the series look like, prices. */
export function ConfigEditor(props: ConfigProps) {
  return (
    <div data-testid={testIds.config.editor}>
      {props.options.readOnly && (
        <Alert severity="info" title="Provisioned">
          This data source comes from a file. Change it there; the fields below only show it.
        </Alert>
      )}
      <EndpointSection {...props} />
      <AuthSection {...props} />
      <TlsSection {...props} />
      <HeadersSection {...props} />
      <SeriesSection {...props} />
      <PricesSection {...props} />
      <NextSteps />
    </div>
  );
}
