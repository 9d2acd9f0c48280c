import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

/** The uid of "Distributed inference". */
const DISTRIBUTED = 'tokenpath-distributed';

/** The dashboard "Distributed inference": what its panels hold, and what the balance panel shows of it. */
export class DistributedPage {
  constructor(private readonly session: Session) {}

  /** Opens the dashboard and waits until every panel has its answer. */
  async open(range: Range, parameters: Record<string, string> = {}): Promise<Panel[]> {
    const { from, to } = range;
    const address = { from: String(from), to: String(to), theme: 'dark', 'var-datasource': MAIN_UID, ...parameters };
    await this.session.goto(`/d/${DISTRIBUTED}`, address);
    return this.settled();
  }

  /** All panels, once each of them has its answer. */
  settled(): Promise<Panel[]> {
    return settled(this.session, DISTRIBUTED, 90_000);
  }

  get panel(): Locator {
    return this.session.page.getByTestId(testIds.balance.panel);
  }

  get finding(): Locator {
    return this.session.page.getByTestId(testIds.balance.finding);
  }

  /** The groups, without the titles of their columns. */
  get rows(): Locator {
    return this.panel
      .getByTestId(testIds.panel.rows)
      .getByRole('row')
      .filter({ has: this.session.page.getByRole('rowheader') });
  }

  /** The row of a group, by what stands in it. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** What an opened row shows. */
  get detail(): Locator {
    return this.session.page.getByTestId(testIds.balance.detail);
  }

  /** The charts of an opened row. */
  get charts(): Locator {
    return this.session.page.getByTestId(testIds.balance.chart);
  }

  get tooltip(): Locator {
    return this.session.page.getByTestId(testIds.panel.tooltip);
  }

  get message(): Locator {
    return this.session.page.getByTestId(testIds.panel.message);
  }
}
