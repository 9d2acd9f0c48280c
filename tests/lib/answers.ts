import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { type Page, type Route } from 'playwright-core';

import { eventually } from './eventually';

interface WireField {
  name: string;
  type?: string;
  labels?: Record<string, string>;
}

/** A frame as it comes to the browser: its fields, and a column of values for each. */
export interface WireFrame {
  schema: { meta?: { custom?: Record<string, unknown> }; fields: WireField[] };
  data: { values: unknown[][] };
}

interface WireAnswer {
  results?: Record<string, { frames?: WireFrame[] }>;
}

type Change = (frame: WireFrame) => WireFrame;

/** A quiet page has had no query under way for so long. */
const QUIET_MS = 1500;
const TIMEOUT_MS = 150_000;

/** As many at once as a browser asks of one host. */
const AT_ONCE = 6;
/** A panel is seen loading for so long, though its answer is here already. */
const LOADING_MS = 100;

/**
 * The answers of a page's queries, which can be changed on their way to it. The same question gets the same answer again,
 * so that what changes is known.
 */
export class Answers {
  private change: Change = (frame) => frame;
  private readonly known = new Map<string, Promise<string>>();
  private asked = 0;
  private underWay = 0;
  private last = Date.now();
  private free = AT_ONCE;

  /** Has every answer of this page go through here; before it is opened. */
  static async of(page: Page): Promise<Answers> {
    const answers = new Answers();
    await page.route('**/api/ds/query**', (route) => answers.pass(route));
    return answers;
  }

  /** What is done to each frame from now on. */
  changeBy(change: Change): void {
    this.change = change;
  }

  /** Acts, and waits until what the page asked for then has come, and no more follows. */
  async after(act: () => Promise<void>): Promise<void> {
    const before = this.asked;
    await act();
    await eventually(() => {
      assert.ok(this.asked > before, 'the page asks nothing');
      assert.equal(this.underWay, 0, 'queries under way');
      assert.ok(Date.now() - this.last > QUIET_MS, 'queries have ended just now');
    }, TIMEOUT_MS);
  }

  private async pass(route: Route): Promise<void> {
    this.asked += 1;
    this.underWay += 1;
    try {
      const body = route.request().postData() ?? '';
      const text = this.known.get(body) ?? this.fetched(route);
      this.known.set(body, text);
      const answer = JSON.parse(await text) as WireAnswer;
      for (const result of Object.values(answer.results ?? {})) {
        result.frames = result.frames?.map(this.change);
      }
      await setTimeout(LOADING_MS);
      await route.fulfill({ json: answer });
    } finally {
      this.underWay -= 1;
      this.last = Date.now();
    }
  }

  private async fetched(route: Route): Promise<string> {
    while (this.free === 0) {
      await setTimeout(LOADING_MS);
    }
    this.free -= 1;
    try {
      const response = await route.fetch({ timeout: TIMEOUT_MS });
      return await response.text();
    } finally {
      this.free += 1;
    }
  }
}

/** A yes or a no. */
const isFlag = (value: unknown) => value === null || value === 0 || value === 1;

/** The same answer with other figures: all numbers of a column times a factor, unless it says yes or no. Rows keep their order. */
export const scaled =
  (factor: number): Change =>
  (frame) => ({
    ...frame,
    data: {
      ...frame.data,
      values: frame.data.values.map((column, at) =>
        frame.schema.fields[at].type === 'number' && !column.every(isFlag)
          ? column.map((value) => (typeof value === 'number' ? value * factor : value))
          : column
      ),
    },
  });

/** A table's rows over and over, each time with another value of this label. */
export const repeated =
  (label: string, rows: number): Change =>
  (frame) => {
    const { fields, meta } = frame.schema;
    const key = fields.findIndex(({ name, type }) => name === label && type === 'string');
    const own = frame.data.values[key]?.length ?? 0;
    if (key < 0 || own === 0 || meta?.custom?.part || meta?.custom?.format !== 'table') {
      return frame;
    }
    const column = (values: unknown[], at: number) =>
      Array.from({ length: rows }, (_, row) => {
        const value = values[row % own];
        return at === key ? `${String(value)}-${Math.floor(row / own)}` : value;
      });
    return { ...frame, data: { values: frame.data.values.map(column) } };
  };
