import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Session } from '../lib/session';

const ids = testIds.home;

/** The app's Home. */
export class HomePage {
  constructor(private readonly session: Session) {}

  /** Opens Home. */
  async open(theme = 'dark'): Promise<void> {
    await this.session.goto('/a/tokenpath-inference-app/home', { theme });
    await this.session.page.getByTestId(ids.page).waitFor();
  }

  /** The steps to the first data source. */
  get onboarding(): Locator {
    return this.session.page.getByTestId(ids.onboarding);
  }

  /** One of those steps. */
  step(id: string): Locator {
    return this.session.page.getByTestId(ids.step(id));
  }

  /** The button that creates a data source. */
  get create(): Locator {
    return this.session.page.getByTestId(ids.create);
  }

  /** What is known of a data source. */
  connection(uid: string): Locator {
    return this.session.page.getByTestId(ids.connection(uid));
  }

  /** What a data source's health check says, once it has answered. */
  async health(uid: string): Promise<string> {
    const line = this.session.page.getByTestId(ids.health(uid));
    await line.waitFor();
    return line.innerText();
  }

  /** Asks a data source again. */
  async refresh(uid: string): Promise<void> {
    await this.connection(uid).getByTestId(ids.refresh).click();
  }

  /** Follows the link to a data source's dashboard. */
  async openDashboard(uid: string): Promise<void> {
    await this.connection(uid).getByTestId(ids.dashboard).click();
  }

  /** The live panels. */
  get panels(): Locator {
    return this.session.page.getByTestId(ids.panels);
  }
}
