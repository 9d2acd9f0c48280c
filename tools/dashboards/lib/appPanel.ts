import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { dataSource } from './correlate';

interface Kind {
  id: string;
  /** The most points that its answers over time should have. */
  maxDataPoints: number;
}

/** One of the app's panels on the targets of its queries. */
export function appPanel<Options extends object>(
  { id, maxDataPoints }: Kind,
  title: string,
  description: string,
  targets: Array<Builder<Dataquery>>,
  options: Options
): PanelBuilder {
  const panel = new PanelBuilder()
    .type(id)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(maxDataPoints)
    .options(options);
  return targets.reduce((built, target) => built.withTarget(target), panel);
}
