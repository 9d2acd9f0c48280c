import {
  type CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  TimePickerBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';

import { dataSourceVariable, labelVariable } from './variables';

interface Base {
  /** The identity of an app's dashboard for Grafana: it must not change. */
  title: string;
  uid: string;
  description: string;
  tags: string[];
  links: Array<Builder<DashboardLink>>;
}

type LabelVariable = ReturnType<typeof labelVariable> | CustomVariableBuilder;

/** What all dashboards share: the last six hours, one crosshair, and variables from cluster to namespace, then more. */
export function base({ title, uid, description, tags, links }: Base, more: LabelVariable[] = []): DashboardBuilder {
  return new DashboardBuilder(title)
    .uid(uid)
    .description(`${description} An update of the app overwrites this dashboard: save a copy to edit.`)
    .tags(['tokenpath', 'inference', ...tags])
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .refresh('1m')
    .timepicker(new TimePickerBuilder().refreshIntervals(['15s', '30s', '1m', '5m', '15m', '1h']))
    .tooltip(DashboardCursorSync.Crosshair)
    .annotations([])
    .links(links)
    .variables([
      dataSourceVariable(),
      labelVariable('cluster', 'cluster', 'Cluster', []),
      labelVariable('model', 'llm_model', 'Model', ['cluster']),
      labelVariable('namespace', 'namespace', 'Namespace', ['cluster', 'llm_model']),
      ...more,
    ]);
}
