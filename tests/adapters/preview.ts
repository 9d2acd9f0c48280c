import { type Page } from 'playwright-core';

import { type Panel } from '../lib/panel';

import { type Adapter } from './adapter';

declare global {
  interface Window {
    __tokenpathPreview?: { panelData: () => Panel[] };
  }
}

/** The demo's own page, which tells what its panels hold. */
export const preview: Adapter = {
  ignoredMessages: [],
  prepare: () => Promise.resolve(),
  panels: (page: Page) => page.evaluate(() => window.__tokenpathPreview?.panelData() ?? []),
  runQuery: (page) => page.getByTestId('data-testid run-query'),
  saveAndTest: (page) => page.getByTestId('data-testid save-and-test'),
  testResult: (page) => page.getByTestId('data-testid health-result'),
};
