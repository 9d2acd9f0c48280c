import assert from 'node:assert/strict';

import { type Locator } from 'playwright-core';

import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

/** The uid of "Fleet: silicon to tokens". */
export const FLEET = 'tokenpath-fleet';

/** How a dashboard is opened. */
export interface View {
  range: Range;
  theme?: string;
  dataSource?: string;
  /** All of them where none is given. */
  cluster?: string;
}

/** A dashboard, seen through what its panels hold. */
export class DashboardPage {
  constructor(private readonly session: Session) {}

  /** Opens the dashboard and waits until every panel has its answer. */
  async open({ range, theme = 'dark', dataSource = MAIN_UID, cluster }: View): Promise<Panel[]> {
    const { from, to } = range;
    const chosen: Record<string, string> = cluster ? { 'var-cluster': cluster } : {};
    const address = { from: String(from), to: String(to), theme, 'var-datasource': dataSource, ...chosen };
    await this.session.goto(`/d/${FLEET}`, address);
    return this.settled();
  }

  /** All panels, once each of them has its answer. */
  settled(): Promise<Panel[]> {
    return settled(this.session, FLEET);
  }

  /** One panel as it is now. */
  async panel(title: string): Promise<Panel> {
    const panels = await this.session.host.panels(this.session.page);
    const found = panels.find((panel) => panel.title === title);
    assert.ok(found, `No panel "${title}"`);
    return found;
  }

  /** Chooses values of a variable in place of those it has. */
  async choose(variable: string, ...values: string[]): Promise<void> {
    const { keyboard } = this.session.page;
    const field = this.variable(variable);
    await field.click();
    for (const value of values) {
      await field.fill(value);
      await this.session.page.getByRole('option', { name: value, exact: true }).first().waitFor();
      await keyboard.press('Enter');
    }
    await keyboard.press('Escape');
    await keyboard.press('Tab');
  }

  /** The field of a variable. */
  variable(name: string): Locator {
    const { page } = this.session;
    const label = page.getByTestId(`data-testid Dashboard template variables submenu Label ${name}`);
    return page.getByTestId('data-testid template variable').filter({ has: label }).getByRole('combobox');
  }

  /** Asks every panel again. */
  async refresh(): Promise<void> {
    await this.session.page.getByTestId('data-testid RefreshPicker run button').click();
  }

  /** Chooses a time range in the time picker, as text that it accepts. */
  async chooseRange(from: string, to: string): Promise<void> {
    const { page } = this.session;
    await page.getByTestId('data-testid TimePicker Open Button').click();
    await page.getByTestId('data-testid Time Range from field').fill(from);
    await page.getByTestId('data-testid Time Range to field').fill(to);
    await page.getByTestId('data-testid TimePicker submit button').click();
  }
}
