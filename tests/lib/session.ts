import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { type Browser, chromium, type Page } from 'playwright-core';

import { type Adapter } from '../adapters/adapter';
import { grafana } from '../adapters/grafana';
import { preview } from '../adapters/preview';

import { Api } from './api';
import { CHROMIUM_ARGUMENTS } from './chromium';
import { Store } from './store';

/** The data source that specs read; others that they add and change are their own. */
export const MAIN_UID = process.env.TOKENPATH_DATASOURCE_UID ?? 'tokenpath';

function baseUrl(): string {
  const url = process.env.GRAFANA_URL || process.env.TOKENPATH_PREVIEW_URL;
  assert.ok(url, 'No page to test: start the specs with node tests/run.mjs');
  return url.replace(/\/$/, '');
}

/** A browser with one page on the preview or a Grafana, and what belongs to it. */
export class Session {
  readonly base = baseUrl();
  readonly host: Adapter = process.env.GRAFANA_URL ? grafana(this.base) : preview;
  /** Errors and warnings of the page since it was last asked for. */
  private messages: string[] = [];
  private readonly cleanups: Array<() => Promise<void>> = [];
  private browser?: Browser;
  private opened?: Page;
  private asked?: { api: Api; store: Store };

  get page(): Page {
    assert.ok(this.opened, 'The browser is not open');
    return this.opened;
  }

  get api(): Api {
    assert.ok(this.asked, 'The browser is not open');
    return this.asked.api;
  }

  get store(): Store {
    assert.ok(this.asked, 'The browser is not open');
    return this.asked.store;
  }

  async open(height: number): Promise<void> {
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    this.browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
    const page = await this.browser.newPage({ viewport: { width: 1600, height }, timezoneId: 'UTC' });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => message.type() === 'error' && this.messages.push(message.text()));
    page.on('pageerror', (error) => this.messages.push(error.stack ?? error.message));
    await this.host.prepare(page);
    this.opened = page;
    const api = new Api(page.request, this.base);
    this.asked = { api, store: new Store((await api.dataSource(MAIN_UID)).url) };
  }

  /** Has something undone at the end, while the browser is still there; the last one first. */
  atEnd(cleanup: () => Promise<void>): void {
    this.cleanups.unshift(cleanup);
  }

  async close(): Promise<void> {
    for (const cleanup of this.cleanups) {
      await cleanup();
    }
    await this.browser?.close();
  }

  /** Adds a data source for this session alone. */
  async addDataSource(uid: string, name: string, url: string): Promise<void> {
    await this.api.removeLeftOver(uid);
    await this.api.add({ uid, name, url });
    this.atEnd(() => this.api.remove(uid));
  }

  /** Opens an address of the host. */
  async goto(path: string, parameters: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams(parameters).toString();
    await this.page.goto(`${this.base}${path}${search && `?${search}`}`);
  }

  /** Fails if the page has reported an error that is neither the host's own nor expected here. */
  assertQuiet(...expected: RegExp[]): void {
    const ignored = [...this.host.ignoredMessages, ...expected];
    const loud = this.messages.filter((text) => !ignored.some((pattern) => pattern.test(text)));
    this.messages = [];
    assert.deepEqual(loud, [], 'The page reported errors');
  }
}

/** A session for the tests of one `describe`; tall, so that a dashboard's panels are all on the screen. */
export function useSession({ height = 1700 } = {}): Session {
  const session = new Session();
  before(() => session.open(height));
  after(() => session.close());
  return session;
}
