import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

const ids = testIds.tenantcost;
/** The uid of "Tenant cost and capacity". */
const COST = 'tokenpath-cost';

/** Tall enough for the whole dashboard. */
export const HEIGHT = 2600;

/** The dashboard of the bill: what its panels hold, and what the tenant cost panel shows of it. */
export class TenantCostPage {
  constructor(private readonly session: Session) {}

  /** Opens the dashboard and waits until every panel has its answer. */
  async open(range: Range, parameters: Record<string, string> = {}): Promise<Panel[]> {
    const { from, to } = range;
    const address = { from: String(from), to: String(to), theme: 'dark', 'var-datasource': MAIN_UID, ...parameters };
    // Panels ask when they are seen, so all of them have to be.
    await this.session.page.setViewportSize({ width: 1600, height: HEIGHT });
    await this.session.goto(`/d/${COST}`, address);
    return this.settled();
  }

  /** All panels, once each of them has its answer. */
  settled(): Promise<Panel[]> {
    return settled(this.session, COST, 90_000);
  }

  /** The tables of the bill and of prices, by their name. */
  table(name: string): Locator {
    return this.session.page.getByRole('table', { name, exact: true });
  }

  /** What all rows come to, a line for each panel and currency; the first is that of "Who pays". */
  get answers(): Locator {
    return this.session.page.getByTestId(ids.answer);
  }

  /** Whether rows are the bill, for each panel and currency. */
  get sums(): Locator {
    return this.session.page.getByTestId(ids.sum);
  }

  /** What is nobody's, and the sum, below a table. */
  get pinned(): Locator {
    return this.session.page.getByTestId(ids.pinned);
  }

  get treemap(): Locator {
    return this.session.page.getByTestId(ids.treemap);
  }

  get charts(): Locator {
    return this.session.page.getByTestId(ids.chart);
  }

  /** The switch of the basis in the first panel. */
  get basis(): Locator {
    return this.session.page.getByTestId(ids.basis).first();
  }

  get tooltip(): Locator {
    return this.session.page.getByTestId(testIds.panel.tooltip);
  }

  get messages(): Locator {
    return this.session.page.getByTestId(testIds.panel.message);
  }
}
