import { type PanelData, type TimeRange } from '@grafana/data';
import React, { useMemo } from 'react';

import { CoverageBadge } from '../../../../shared/coverage/CoverageBadge';
import { coverageOfPanel } from '../../../../shared/coverage/parse';
import { sentExpressions } from '../../../model/executed';

import { SentPromQL } from './SentPromQL';

interface Props {
  data?: PanelData;
  refId: string;
  range?: TimeRange;
}

/** What the last answer could join, why not the rest, and what was asked of the store for it. */
export function LastAnswer({ data, refId, range }: Props) {
  const coverage = coverageOfPanel(data, refId);
  const executed = executedOf(data, refId);
  const expressions = useMemo(() => sentExpressions(executed), [executed]);

  return (
    <>
      {coverage && <CoverageBadge coverage={coverage} opensOnReasons />}
      {expressions.length > 0 && <SentPromQL expressions={expressions} range={data?.timeRange ?? range} />}
    </>
  );
}

function executedOf(data: PanelData | undefined, refId: string): string {
  const frames = [...(data?.series ?? []), ...(data?.annotations ?? [])];
  const texts = frames.filter((frame) => frame.refId === refId).map(({ meta }) => meta?.executedQueryString ?? '');
  return texts.join('\n');
}
