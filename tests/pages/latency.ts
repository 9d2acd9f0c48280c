import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

const ids = testIds.latency;
/** The uid of "Latency: where a request's time goes". */
const LATENCY = 'tokenpath-latency';

/** The latency dashboard: what its panels hold, and what the latency panel shows of it. */
export class LatencyPage {
  constructor(private readonly session: Session) {}

  /** Opens the dashboard and waits until every panel has its answer. */
  async open(range: Range, parameters: Record<string, string> = {}): Promise<Panel[]> {
    const { from, to } = range;
    const address = { from: String(from), to: String(to), theme: 'dark', 'var-datasource': MAIN_UID, ...parameters };
    await this.session.goto(`/d/${LATENCY}`, address);
    return this.settled();
  }

  /** All panels, once each of them has its answer. */
  settled(): Promise<Panel[]> {
    return settled(this.session, LATENCY);
  }

  /** The first table of the view by label: models. */
  get models(): Locator {
    return this.session.page.getByTestId(ids.table).first();
  }

  /** A row of that table. */
  model(name: string): Locator {
    return this.models.getByRole('row').filter({ has: this.session.page.getByTitle(name, { exact: true }) });
  }

  /** What the time view says to those who do not see it. */
  get summary(): Locator {
    return this.session.page.getByTestId(ids.summary);
  }

  /** The rows that the time view can show. */
  get rows(): Locator {
    return this.session.page.getByTestId(ids.rows).getByRole('button');
  }

  /** A series of the legend. */
  legendItem(id: string): Locator {
    return this.session.page.getByTestId(testIds.panel.legendItem(id));
  }

  /** The chart of the time view. */
  get chart(): Locator {
    return this.session.page.getByTestId(ids.chart).locator('canvas').first();
  }

  /** What is under the pointer. */
  get tooltip(): Locator {
    return this.session.page.getByTestId(testIds.panel.tooltip);
  }

  /** What stands where a picture would be. */
  get messages(): Locator {
    return this.session.page.getByTestId(testIds.panel.message);
  }

  /** The lines above the pictures. */
  get notes(): Locator {
    return this.session.page.getByTestId(testIds.panel.note);
  }

  /** The bars of the first-token view, as the buttons that show a row's trend. */
  get firstTokens(): Locator {
    return this.session.page.getByRole('table', { name: 'First token by label' }).getByRole('cell').getByRole('button');
  }

  /** The bar of one row there. */
  firstToken(label: string): Locator {
    return this.session.page.getByRole('button', { name: `${label}: first token` });
  }

  /** The trend below them. */
  get trend(): Locator {
    return this.session.page.getByTestId(ids.trend);
  }

  /** What the first-token view found. */
  get finding(): Locator {
    return this.session.page.getByTestId(ids.finding);
  }
}
