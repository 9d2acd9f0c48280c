import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type DoctorResponse } from '../../src/shared/types.gen';
import { MAIN_UID, type Session } from '../lib/session';
import { type Range } from '../lib/store';

const ids = testIds.doctor;

/** How the doctor is opened. */
export interface Visit {
  range?: Range;
  theme?: string;
  dataSource?: string;
  layer?: string;
  signal?: string;
}

/** The app's Doctor page. */
export class DoctorPage {
  constructor(private readonly session: Session) {}

  /** Opens the page, by its address alone. */
  async open({ range, theme = 'dark', dataSource, layer, signal }: Visit = {}): Promise<void> {
    const address = {
      theme,
      ...(range && { from: String(range.from), to: String(range.to) }),
      ...(dataSource && { 'var-datasource': dataSource }),
      ...(layer && { layer }),
      ...(signal && { signal }),
    };
    await this.session.goto('/a/tokenpath-inference-app/doctor', address);
    await this.session.page.getByTestId(ids.page).waitFor();
  }

  /** What the page must have asked for: the report of a range, from the same resource. */
  async report(range: Range, dataSource = MAIN_UID): Promise<DoctorResponse> {
    const path = `/api/datasources/uid/${dataSource}/resources/doctor`;
    const answer = await this.session.page.request.post(`${this.session.base}${path}`, { data: range });
    return (await answer.json()) as DoctorResponse;
  }

  /** The answer in one line. */
  get answer(): Locator {
    return this.session.page.getByTestId(ids.answer);
  }

  /** A level of the ladder. */
  rung(level: number): Locator {
    return this.session.page.getByTestId(ids.rung(level));
  }

  /** The row of a layer. */
  layer(id: string): Locator {
    return this.session.page
      .getByTestId(ids.layers)
      .getByRole('row')
      .filter({ has: this.layerButton(id) });
  }

  /** The button that opens a layer. */
  layerButton(id: string): Locator {
    return this.session.page.getByTestId(ids.layer(id));
  }

  /** The signals of the open layer. */
  get signals(): Locator {
    return this.session.page.getByTestId(ids.signals);
  }

  /** The rows of those signals. */
  get rows(): Locator {
    return this.signals.locator('tbody').getByRole('row');
  }

  /** What is known of the chosen signal. */
  get drawer(): Locator {
    return this.session.page.getByRole('dialog');
  }

  /** A next step. */
  step(id: string): Locator {
    return this.session.page.getByTestId(ids.step(id));
  }

  /** What it says when there is no report. */
  failure(kind: string): Locator {
    return this.session.page.getByTestId(ids.failure(kind));
  }

  /** The button that asks again. */
  get refresh(): Locator {
    return this.session.page.getByTestId(ids.refresh);
  }
}
