import { describeMethods } from '../coverage/describe';
import { NOT_AVAILABLE, ofTotal } from '../format';
import { type HealthDetails, type MatchCount } from '../types.gen';

/** Whether a fact is as it should be: good, worth a look, or missing. */
export type FactLevel = 'good' | 'watch' | 'bad' | 'plain';

/** One figure of a connection at a glance. */
export interface Fact {
  title: string;
  value: string;
  note: string;
  level: FactLevel;
}

function levelOf({ matched, total }: MatchCount): FactLevel {
  if (matched === 0) {
    return 'bad';
  }
  return matched === total ? 'good' : 'watch';
}

function devicesFact({ devices, methods }: HealthDetails): Fact {
  return {
    title: 'GPUs with a known owner',
    value: devices.total > 0 ? ofTotal(devices) : NOT_AVAILABLE,
    note: describeMethods(methods ?? {}) || 'no ownership evidence found',
    level: levelOf(devices),
  };
}

function replicasFact({ replicas }: HealthDetails): Fact {
  const found = replicas.total > 0;
  return {
    title: 'Replicas with a known GPU',
    value: found ? ofTotal(replicas) : NOT_AVAILABLE,
    note: found ? 'pods that serve a model' : 'no engine series found',
    level: levelOf(replicas),
  };
}

function enginesFact(engines: string[]): Fact {
  const found = engines.length > 0;
  return {
    title: 'Engines',
    value: engines.join(', ') || NOT_AVAILABLE,
    note: found ? 'reporting now' : 'no engine series found',
    level: found ? 'plain' : 'bad',
  };
}

function priceFact(found: boolean): Fact {
  return {
    title: 'Price per GPU-hour',
    value: found ? 'found' : NOT_AVAILABLE,
    note: found ? 'cost can be computed' : 'declare one in the settings',
    level: found ? 'good' : 'watch',
  };
}

function storeFact({ product, version }: HealthDetails): Fact {
  return {
    title: 'Store',
    value: product || 'unknown',
    note: version ? `version ${version}` : 'it does not say its version',
    level: 'plain',
  };
}

/** What a health check found, as figures with a word of explanation. */
export function factsOf(details: HealthDetails): Fact[] {
  return [
    devicesFact(details),
    replicasFact(details),
    enginesFact(details.engines ?? []),
    priceFact(details.price_found),
    storeFact(details),
  ];
}

/** Whether something is missing or worth a look: a step to take, or a fact that is not as it should be. */
export function isIncomplete(details: HealthDetails): boolean {
  const steps = details.next_steps ?? [];
  return steps.length > 0 || factsOf(details).some(({ level }) => level === 'watch' || level === 'bad');
}
