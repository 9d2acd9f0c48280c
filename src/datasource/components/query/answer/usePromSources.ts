import { config, getDataSourceSrv } from '@grafana/runtime';
import { useMemo } from 'react';

import { type PromSource } from '../../../model/exploreLink';

// Prometheus itself, its relatives of the clouds, and VictoriaMetrics, which take the same query.
const PROMETHEUS_LIKE = /prometheus|victoriametrics-metrics/;

/** The data sources of this Grafana in which PromQL can be opened; none where Explore is switched off. */
export function usePromSources(): PromSource[] {
  return useMemo(() => {
    if (!config.exploreEnabled) {
      return [];
    }
    const isLike = ({ type, meta }: { type: string; meta: { aliasIDs?: string[] } }) =>
      [type, ...(meta.aliasIDs ?? [])].some((id) => PROMETHEUS_LIKE.test(id));
    const found = getDataSourceSrv()?.getList({ metrics: true, filter: isLike }) ?? [];
    return found.map(({ uid, name, type }) => ({ uid, name, type }));
  }, []);
}
