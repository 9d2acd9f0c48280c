import assert from 'node:assert/strict';

import { type Page, type Request, type Response } from 'playwright-core';

import { Api } from '../lib/api';
import { type Field, type Frame, type Panel } from '../lib/panel';

import { type Adapter } from './adapter';

interface WireFrame {
  schema: { refId?: string; meta?: Frame['meta']; fields: Array<Omit<Field, 'values'>> };
  data: { values: unknown[][] };
}

interface WireAnswer {
  results?: Record<string, { frames?: WireFrame[]; error?: string }>;
}

/** The latest answer of each panel of a page, by panel id; 0 is Explore. */
const heard = new WeakMap<Page, Map<number, Omit<Panel, 'title'>>>();
/** The panels' titles of the dashboard that a page showed last. */
const titles = new WeakMap<Page, { uid: string; of: Map<number, string> }>();

const isQuery = (request: Request) => request.url().includes('/api/ds/query');
const panelId = (request: Request) => Number(request.headers()['x-panel-id'] ?? 0) || 0;

function frameOf({ schema, data }: WireFrame): Frame {
  const fields = schema.fields.map((field, index) => ({ ...field, values: data.values[index] ?? [] }));
  return { refId: schema.refId, meta: schema.meta, fields };
}

async function read(response: Response): Promise<Omit<Panel, 'title'>> {
  const answer = (await response.json()) as WireAnswer;
  const results = Object.values(answer.results ?? {});
  const errors = results.flatMap(({ error }) => (error ? [error] : []));
  return {
    state: errors.length > 0 || !response.ok() ? 'Error' : 'Done',
    series: results.flatMap(({ frames }) => (frames ?? []).map(frameOf)),
    errors,
  };
}

function listen(page: Page) {
  const answers = new Map<number, Omit<Panel, 'title'>>();
  heard.set(page, answers);
  // A page that is loaded anew holds nothing of what the one before was answered.
  page.on('domcontentloaded', () => answers.clear());
  page.on('request', (request) => {
    if (isQuery(request)) {
      answers.set(panelId(request), { state: 'Loading', series: [], errors: [] });
    }
  });
  page.on('response', (response) => {
    if (isQuery(response.request())) {
      // A response whose page is gone has no body any more.
      read(response).then(
        (panel) => answers.set(panelId(response.request()), panel),
        () => undefined
      );
    }
  });
}

async function signIn(page: Page, base: string) {
  const anonymous = await page.request.get(`${base}/api/user/preferences`);
  if (anonymous.ok()) {
    return;
  }
  const user = process.env.GRAFANA_USER ?? 'admin';
  const password = process.env.GRAFANA_PASSWORD ?? 'admin';
  const answer = await page.request.post(`${base}/login`, { data: { user, password } });
  assert.ok(answer.ok(), `Signing in as ${user}: ${answer.status()} ${await answer.text()}`);
}

async function titlesOf(page: Page): Promise<Map<number, string>> {
  const uid = /\/d\/([^/?]+)/.exec(page.url())?.[1];
  if (!uid) {
    return new Map([[0, 'Answer']]);
  }
  const known = titles.get(page);
  if (known?.uid === uid) {
    return known.of;
  }
  const of = await new Api(page.request, new URL(page.url()).origin).panelTitles(uid);
  titles.set(page, { uid, of });
  return of;
}

/** A real Grafana: what a panel holds is what its queries were answered with. */
export function grafana(base: string): Adapter {
  return {
    // A Grafana without the internet cannot read its plugin catalog.
    ignoredMessages: [/status of 502/, /Failed to fetch plugins from catalog/],
    prepare: async (page) => {
      listen(page);
      await signIn(page, base);
    },
    panels: async (page) => {
      const names = await titlesOf(page);
      const answers = [...(heard.get(page) ?? [])];
      return answers.map(([id, panel]) => ({ title: names.get(id) ?? `panel ${id}`, ...panel }));
    },
    runQuery: (page) => page.getByTestId('data-testid RefreshPicker run button'),
    saveAndTest: (page) => page.getByTestId('data-testid Data source settings page Save and Test button'),
    testResult: (page) => page.getByTestId('data-testid Data source settings page Alert'),
  };
}
