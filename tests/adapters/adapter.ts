import { type Locator, type Page } from 'playwright-core';

import { type Panel } from '../lib/panel';

/** What differs between the preview page and a real Grafana. Everything else in the specs is the same for both. */
export interface Adapter {
  /** Messages of the browser's console that are the host's own and say nothing about the plugin. */
  readonly ignoredMessages: RegExp[];

  /** Makes a new page ready: signs in where that is needed, listens where data is read from the network. */
  prepare(page: Page): Promise<void>;

  /** What the panels of the open page hold; on the query editor's page the answer is a panel titled "Answer". */
  panels(page: Page): Promise<Panel[]>;

  /** Runs the query on the query editor's page. */
  runQuery(page: Page): Locator;

  /** The button of a data source's settings. */
  saveAndTest(page: Page): Locator;

  /** What that button said. */
  testResult(page: Page): Locator;
}
