import React, { type ComponentType } from 'react';

import { type QueryType } from '../../../../shared/types.gen';
import { type BodyProps } from '../sources';

import { BalanceBody } from './BalanceBody';
import { CorrelateBody } from './CorrelateBody';
import { CostBody } from './CostBody';
import { EventsBody } from './EventsBody';
import { ExemplarsBody } from './ExemplarsBody';
import { Filters } from './Filters';
import { KVCacheBody } from './KVCacheBody';
import { LatencyBody } from './LatencyBody';
import { SignalBody } from './SignalBody';

const bodies: Record<QueryType, ComponentType<BodyProps>> = {
  correlate: CorrelateBody,
  signal: SignalBody,
  latency: LatencyBody,
  ownership: Filters,
  exemplars: ExemplarsBody,
  events: EventsBody,
  cost: CostBody,
  kvcache: KVCacheBody,
  balance: BalanceBody,
};

/** The fields that a query's type has. */
export function QueryBody(props: BodyProps) {
  const Body = bodies[props.query.queryType] ?? CorrelateBody;
  return <Body {...props} />;
}
