import { type Grain } from '../../shared/types.gen';

/** The key labels of a grain's rows, the most telling one last. */
export const grainLabels: Record<Grain, string[]> = {
  device: ['cluster', 'node', 'gpu_uuid', 'mig_id', 'namespace', 'pod'],
  replica: ['cluster', 'namespace', 'pod'],
  model: ['cluster', 'llm_model'],
  tenant: ['cluster', 'tenant'],
  node: ['cluster', 'node'],
  cluster: ['cluster'],
};

const tellingLabel: Record<Grain, string> = {
  device: 'gpu_uuid',
  replica: 'pod',
  model: 'llm_model',
  tenant: 'tenant',
  node: 'node',
  cluster: 'cluster',
};

/** A grain and further labels, as labels alone. */
export function byOfGrain(grain: Grain | undefined, by: string[] | undefined): string[] {
  const label = grain && tellingLabel[grain];
  return [...new Set([...(label ? [label] : []), ...(by ?? [])])];
}

/** The finest grain that labels speak of, with the labels that its key does not hold. */
export function grainOfBy(by: string[] | undefined): { grain: Grain; by?: string[] } {
  const labels = by ?? [];
  const grains = Object.keys(tellingLabel) as Grain[];
  const grain = grains.find((one) => labels.includes(tellingLabel[one])) ?? 'replica';
  const rest = labels.filter((label) => !grainLabels[grain].includes(label));
  return rest.length > 0 ? { grain, by: rest } : { grain };
}
