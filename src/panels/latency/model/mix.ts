import { type FigureId, type Figures, PHASES } from './figures';

// These are over the same requests, so that the phases and what they leave add up to the end-to-end time.
const together = [...PHASES, 'e2e'] as const;
// These are over all requests that have them. Phases among them stand alone where no row reports all phases.
const alone = ['queue', 'transfer', 'prefill', 'decode', 'e2e', 'ttft_mean', 'gateway_gap'] as const;
// Those of them that stand beside phases of the same requests.
const beside = ['ttft_mean', 'gateway_gap'] as const;

/**
 * Request-weighted means: Σ(figure × requests) ÷ Σ requests. Steps of one row mix as well as rows of one step. Quantiles
 * and what the gateway or the client measured do not mix: the weights of the latter are not in the answer. The gateway's
 * gap does: it is defined only where gateway and engine count nearly the same requests.
 */
export class RequestMix {
  private requests = 0;
  private known = 0;
  private readonly sums: number[] = new Array(together.length).fill(0);
  private readonly seen: boolean[] = new Array(together.length).fill(false);
  private readonly ownSums = alone.map(() => 0);
  private readonly ownWeights = alone.map(() => 0);

  /** Adds figures of so many requests. Without requests there is nothing to add. */
  add(figures: Figures, requests: number | null | undefined): void {
    if (requests == null || !(requests > 0)) {
      return;
    }
    this.requests += requests;
    alone.forEach((id, at) => {
      const value = figures[id];
      if (value != null) {
        this.ownSums[at] += value * requests;
        this.ownWeights[at] += requests;
      }
    });
    if (figures.unexplained != null) {
      this.addDecomposed(figures, requests * (figures.decomposed ?? 1));
    }
  }

  /** The means of what was added; null where nothing was. */
  result(): Figures {
    const figures: Figures = {};
    const own = this.known > 0 ? beside : alone;
    own.forEach((id) => this.put(figures, id, this.ownSums[alone.indexOf(id)], this.ownWeights[alone.indexOf(id)]));
    together.forEach((id, at) => {
      if (this.seen[at]) {
        this.put(figures, id, this.sums[at], this.known);
      }
    });
    figures.requests = this.requests > 0 ? this.requests : null;
    figures.decomposed = this.requests > 0 ? this.known / this.requests : null;
    return figures;
  }

  // A transfer that a decomposed row does not have took no time.
  private addDecomposed(figures: Figures, weight: number): void {
    this.known += weight;
    together.forEach((id, at) => {
      const value = figures[id];
      if (value != null) {
        this.sums[at] += value * weight;
        this.seen[at] = true;
      }
    });
  }

  private put(figures: Figures, id: FigureId, sum: number, weight: number): void {
    if (weight > 0) {
      figures[id] = sum / weight;
    }
  }
}
