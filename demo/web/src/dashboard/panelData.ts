import type { DataSourceRef } from '@grafana/data';
import { SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import type { SceneDataProvider } from '@grafana/scenes';
import type { PanelJson, TargetJson } from './model';

function dataSourceOf(panel: PanelJson): DataSourceRef | undefined {
  if (typeof panel.datasource === 'string') {
    return { uid: panel.datasource };
  }
  return panel.datasource ?? panel.targets?.find((target) => target.datasource)?.datasource ?? undefined;
}

/** What runs a panel's queries and transformations; undefined for a panel without queries. */
export function dataOf(panel: PanelJson): SceneDataProvider | undefined {
  const queries: TargetJson[] = panel.targets ?? [];
  if (queries.length === 0) {
    return undefined;
  }
  const runner = new SceneQueryRunner({
    datasource: dataSourceOf(panel),
    queries,
    minInterval: panel.interval ?? undefined,
    maxDataPoints: panel.maxDataPoints ?? undefined,
    // As in Grafana, a graph asks for as many points as it is wide.
    maxDataPointsFromWidth: true,
  });
  return new SceneDataTransformer({ $data: runner, transformations: panel.transformations ?? [] });
}
