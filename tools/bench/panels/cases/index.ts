// Grafana's libraries, of which the frames are made, look for a page as they load.
import '../../pageGlobals';

import { balanceCases } from './balance';
import { costCases } from './cost';
import { kvcacheCases } from './kvcache';
import { latencyCases } from './latency';
import { type Case } from './make';
import { ownCases } from './own';

export { type Case } from './make';

/** Every view of every panel with 10,000 points or 1,000 rows, after Grafana's own pictures of such frames. */
export const cases = (): Case[] => [
  ...ownCases(),
  ...latencyCases(),
  ...kvcacheCases(),
  ...balanceCases(),
  ...costCases(),
];
