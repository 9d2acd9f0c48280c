import { type Session } from './session';
import { type Range } from './store';

/** The cluster that specs look at where one is enough. The other one shares names with it and is priced in USD. */
export const CLUSTER = 'prod-eu';

/** In all spellings of its eras. */
const OF_DCGM =
  'count(count by (cluster, UUID, uuid, GPU_I_ID) ({__name__=~"(?i:dcgm_fi_dev_gpu_temp)|DCGM_FI_DEV_GPU_TEMP_CELSIUS|dcgm_gpu_temp"}))';

/** Counts of the devices that each exporter shows: cards, and of a card that is cut its slices. */
const DEVICES = [
  OF_DCGM,
  'count(gpu_total_vram)',
  'count(hw_gpu_info)',
  'count(nvidia_smi_gpu_info unless on (uuid) nvidia_smi_mig_info)',
  'count(nvidia_smi_mig_info)',
];

async function counted(session: Session, query: string): Promise<number> {
  const { to } = await session.store.lastMinutes(1);
  const [count] = await session.store.query(query, to);
  return count.samples[0][1];
}

/** How many devices the store has samples of now, in all clusters. */
export const devicesIn = (session: Session): Promise<number> => counted(session, DEVICES.join(' + '));

/** How many of them DCGM's exporters show. */
export const devicesOfDCGM = (session: Session): Promise<number> => counted(session, OF_DCGM);

/**
 * The GPUs that each pod of the first cluster asks for: whole ones, and of slices their share of the card, g of the 7
 * parts that an A100 and an H100 have.
 */
export async function gpusAskedFor(session: Session, at: number): Promise<Map<string, number>> {
  const found = await session.store.query(
    `sum by (pod, resource) (kube_pod_container_resource_requests{resource=~"nvidia_com_gpu|nvidia_com_mig_.+",cluster="${CLUSTER}"})`,
    at
  );
  const asked = new Map<string, number>();
  for (const { labels, samples } of found) {
    const [, parts = '7'] = /mig_(\d)g/.exec(labels.resource) ?? [];
    asked.set(labels.pod, (asked.get(labels.pod) ?? 0) + (samples[0][1] * Number(parts)) / 7);
  }
  return asked;
}

/** A selector of every counter of generated tokens that the plugin knows, in the first cluster. */
export async function tokenCounters(session: Session, matchers = ''): Promise<string> {
  const names = await session.api.metricNames('generation_tokens');
  return `{__name__=~"${names.join('|')}",cluster="${CLUSTER}"${matchers && `,${matchers}`}}`;
}

/** What a pod generated per second within a range, for every pod of the first cluster that generated anything. */
export async function tokenRates(session: Session, range: Range): Promise<Map<string, number>> {
  const seconds = (range.to - range.from) / 1000;
  const increases = await session.store.increaseBy('pod', await tokenCounters(session), range);
  return new Map([...increases].filter(([, value]) => value > 0).map(([pod, value]) => [pod, value / seconds]));
}
