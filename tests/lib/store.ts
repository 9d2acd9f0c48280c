import assert from 'node:assert/strict';

/** A range of time, in milliseconds since the epoch. */
export interface Range {
  from: number;
  to: number;
}

/** A series with its samples: instants in milliseconds and values. */
export interface Series {
  labels: Record<string, string>;
  samples: Array<[number, number]>;
}

interface Answer {
  status: string;
  error?: string;
  data: {
    result: Array<{
      metric: Record<string, string>;
      value?: [number, string];
      values?: Array<[number, string]>;
    }>;
  };
}

const MINUTE = 60_000;
/** How far back a counter's last sample before the range may lie: Prometheus's own look-back. */
const LOOK_BACK = 5 * MINUTE;

/** The store that the data source reads, asked directly: what a panel should show is worked out from its answers. */
export class Store {
  constructor(private readonly url: string) {}

  /** An instant query; a range vector gives its samples as they were scraped. */
  async query(promql: string, at: number): Promise<Series[]> {
    const body = new URLSearchParams({ query: promql, time: String(at / 1000) });
    const response = await fetch(`${this.url}/api/v1/query`, { method: 'POST', body });
    const answer = (await response.json()) as Answer;
    assert.equal(answer.status, 'success', `${promql}: ${answer.error}`);
    return answer.data.result.map(({ metric, value, values }) => ({
      labels: metric,
      samples: (values ?? (value ? [value] : [])).map(([time, text]) => [Math.round(time * 1000), Number(text)]),
    }));
  }

  /** The values of an instant query by one label. */
  async valuesBy(label: string, promql: string, at: number): Promise<Map<string, number>> {
    const series = await this.query(promql, at);
    return new Map(series.map(({ labels, samples }) => [labels[label] ?? '', samples[0][1]]));
  }

  /** What a counter rose by within a range, by label: last samples at or before its two ends, resets corrected. */
  async increaseBy(label: string, selector: string, { from, to }: Range): Promise<Map<string, number>> {
    const window = Math.ceil((to - from + LOOK_BACK) / 1000);
    const total = new Map<string, number>();
    for (const { labels, samples } of await this.query(`${selector}[${window}s]`, to)) {
      const key = labels[label] ?? '';
      total.set(key, (total.get(key) ?? 0) + increase(samples, from));
    }
    return total;
  }

  /** A range of so many minutes that ends, on a whole minute, a little before the newest sample. */
  async lastMinutes(minutes: number): Promise<Range> {
    const found = await this.query('vllm:generation_tokens_total[20m]', Date.now());
    const newest = Math.max(...found.map(({ samples }) => samples[samples.length - 1][0]));
    assert.ok(Number.isFinite(newest), 'The store has no recent samples of the fleet');
    const to = Math.floor((newest - 2 * MINUTE) / MINUTE) * MINUTE;
    return { from: to - minutes * MINUTE, to };
  }
}

function increase(samples: Array<[number, number]>, from: number): number {
  const before = samples.filter(([time]) => time <= from).length;
  let total = 0;
  for (let index = Math.max(before, 1); index < samples.length; index += 1) {
    const step = samples[index][1] - samples[index - 1][1];
    total += step < 0 ? samples[index][1] : step;
  }
  return total;
}
