import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

/** The uid of "KV cache". */
const KVCACHE = 'tokenpath-kvcache';

/** The dashboard "KV cache": what its panels hold, and what the KV cache panel shows of it. */
export class KVCachePage {
  constructor(private readonly session: Session) {}

  /** Opens the dashboard and waits until every panel has its answer. */
  async open(range: Range, parameters: Record<string, string> = {}): Promise<Panel[]> {
    const { from, to } = range;
    const address = { from: String(from), to: String(to), theme: 'dark', 'var-datasource': MAIN_UID, ...parameters };
    await this.session.goto(`/d/${KVCACHE}`, address);
    return this.settled();
  }

  /** All panels, once each of them has its answer. */
  settled(): Promise<Panel[]> {
    return settled(this.session, KVCACHE, 90_000);
  }

  /** The panels of the plugin, in the dashboard's order. */
  get panels(): Locator {
    return this.session.page.getByTestId(testIds.kvcache.panel);
  }

  /** The panel of this view: health, hits by model, hits by tenant, reuse, savings, transfers. */
  panel(at: number): Locator {
    return this.panels.nth(at);
  }

  /** The answer in one line of the panel at this place. */
  answer(at: number): Locator {
    return this.panel(at).getByTestId(testIds.kvcache.answer);
  }

  /** The rows of the panel at this place, without the names of its columns. */
  rows(at: number): Locator {
    return this.panel(at)
      .getByRole('row')
      .filter({ has: this.session.page.getByRole('rowheader') });
  }

  /** What led to the verdict of the open row. */
  get evidence(): Locator {
    return this.session.page.getByTestId(testIds.kvcache.evidence);
  }

  /** What is under the pointer. */
  get tooltip(): Locator {
    return this.session.page.getByTestId(testIds.panel.tooltip);
  }

  /** What stands where a picture would be. */
  get messages(): Locator {
    return this.session.page.getByTestId(testIds.panel.message);
  }
}
