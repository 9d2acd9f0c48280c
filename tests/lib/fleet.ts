import { type Session } from './session';
import { type Range } from './store';

/** The cluster that specs look at where one is enough. The other one shares names with it and is priced in USD. */
export const CLUSTER = 'prod-eu';

const CARDS = '{__name__=~"DCGM_FI_DEV_GPU_TEMP|DCGM_FI_DEV_GPU_TEMP_CELSIUS"}';

/** How many cards the store has samples of now, in all clusters. */
export async function cardsIn(session: Session): Promise<number> {
  const { to } = await session.store.lastMinutes(1);
  const [count] = await session.store.query(`count(count by (cluster, UUID) (${CARDS}))`, to);
  return count.samples[0][1];
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
