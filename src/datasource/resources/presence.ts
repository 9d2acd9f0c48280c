import { type TimeRange } from '@grafana/data';

import { type PresenceRequest, type PresenceResponse } from '../../shared/types.gen';

const COARSENESS_MS = 5 * 60_000;
const KEPT = 8;

type Ask = (request: PresenceRequest) => Promise<PresenceResponse>;

/**
 * A time range widened to whole five minutes, so that a dashboard that refreshes does not ask for the presence of signals
 * each time.
 */
export function presenceRange(range: TimeRange): PresenceRequest {
  return {
    from: Math.floor(range.from.valueOf() / COARSENESS_MS) * COARSENESS_MS,
    to: Math.ceil(range.to.valueOf() / COARSENESS_MS) * COARSENESS_MS,
  };
}

/** Remembers which signals are there in the last few time ranges. */
export class PresenceCache {
  private readonly answers = new Map<string, Promise<PresenceResponse>>();

  constructor(private readonly ask: Ask) {}

  /** The answer for a range; asked anew after a failure. */
  of(request: PresenceRequest): Promise<PresenceResponse> {
    const key = `${request.from} ${request.to}`;
    const known = this.answers.get(key);
    if (known) {
      return known;
    }
    const asked = this.ask(request).catch((error: unknown) => {
      this.answers.delete(key);
      throw error;
    });
    this.answers.set(key, asked);
    this.forgetOldest();
    return asked;
  }

  private forgetOldest() {
    const [oldest] = this.answers.keys();
    if (this.answers.size > KEPT && oldest !== undefined) {
      this.answers.delete(oldest);
    }
  }
}
