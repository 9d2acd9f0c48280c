import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { type Session } from '../lib/session';

/** The settings of a data source. */
export class ConfigEditorPage {
  constructor(private readonly session: Session) {}

  /** Opens the settings of a data source, as they are stored. */
  async open(uid: string, theme = 'dark'): Promise<void> {
    await this.session.goto(`/connections/datasources/edit/${uid}`, { theme });
    await this.editor.waitFor();
  }

  /** The plugin's own part of the page. */
  get editor(): Locator {
    return this.session.page.getByTestId(testIds.config.editor);
  }

  /** The address of the store. */
  get url(): Locator {
    return this.session.page.getByTestId(testIds.config.url);
  }

  /** What the last test found. */
  get findings(): Locator {
    return this.session.page.getByTestId(testIds.config.findings);
  }

  /** A section, opened; `testId` is its data-testid. */
  async section(testId: string): Promise<Locator> {
    const section = this.session.page.getByTestId(testId);
    const toggle = section.locator('button[aria-expanded]').first();
    if ((await toggle.getAttribute('aria-expanded')) !== 'true') {
      await toggle.click();
    }
    return section;
  }

  /** Adds a row to a list and gives it; `testId` is the list's data-testid. */
  async addRow(testId: string, index: number): Promise<Locator> {
    await this.session.page.getByTestId(`${testId}-add`).click();
    return this.session.page.getByTestId(`${testId}-${index}`);
  }

  /** Enters a URL, presses Save & test, and gives what it says in the end. */
  async saveAndTest(url?: string): Promise<string> {
    const { host, page } = this.session;
    if (url !== undefined) {
      await this.url.fill(url);
    }
    const checked = page.waitForResponse((response) => /\/api\/datasources\/uid\/[^/]+\/health/.test(response.url()));
    await host.saveAndTest(page).click();
    await checked;
    await host.testResult(page).waitFor();
    return host.testResult(page).innerText();
  }
}
