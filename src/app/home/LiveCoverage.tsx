import { sceneGraph, type VizPanel } from '@grafana/scenes';
import React from 'react';

import { CoverageBadge } from '../../shared/coverage/CoverageBadge';
import { coverageOf } from '../../shared/coverage/parse';

/** How much a live panel's answer could join in its time range, and what it could not, and why. */
export function LiveCoverage({ panel }: { panel: VizPanel }) {
  const { data } = sceneGraph.getData(panel).useState();
  const coverage = coverageOf(data?.series ?? []);
  return coverage ? <CoverageBadge coverage={coverage} /> : null;
}
