import assert from 'node:assert/strict';

import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { DATASOURCE_TYPE } from '../lib/api';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { type Range } from '../lib/store';

const ids = testIds.query;

/** The query editor, in Explore. */
export class QueryEditorPage {
  constructor(private readonly session: Session) {}

  /** Opens the editor with a new query. */
  async open({ from, to }: Range, theme = 'dark'): Promise<void> {
    const datasource = { type: DATASOURCE_TYPE, uid: MAIN_UID };
    const pane = {
      datasource: MAIN_UID,
      queries: [{ refId: 'A', datasource }],
      range: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    };
    const panes = JSON.stringify({ a: pane });
    await this.session.goto('/explore', { schemaVersion: '1', panes, orgId: '1', theme });
    await this.byId(ids.editor).waitFor();
  }

  /** An element of the editor. */
  byId(id: string): Locator {
    return this.session.page.getByTestId(id);
  }

  /** The operand at a place. */
  operand(index: number): Locator {
    return this.byId(ids.operand(index));
  }

  /** Removes the first operand until there is none. */
  async clear(): Promise<void> {
    while (await this.operand(0).isVisible()) {
      const count = await this.byId(ids.editor)
        .getByRole('group', { name: /^Operand / })
        .count();
      await this.byId(ids.remove(0)).click();
      await this.operand(count - 1).waitFor({ state: 'detached' });
    }
  }

  /** Adds a signal by searching for it, takes the one of that title, and names it. */
  async addSignal(index: number, search: string, title: string, name: string): Promise<void> {
    await this.byId(ids.addSignal).click();
    const field = this.byId(ids.signal(index));
    await field.click();
    await field.fill(search);
    await this.option(title).click();
    await this.commit(ids.name(index), name);
  }

  /** Adds a formula by keyboard alone. */
  async addFormula(index: number, name: string, formula: string): Promise<void> {
    const { keyboard } = this.session.page;
    await this.byId(ids.addFormula).focus();
    await keyboard.press('Enter');
    await this.byId(ids.name(index)).focus();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(name);
    await keyboard.press('Tab');
    await keyboard.type(formula);
    await keyboard.press('Enter');
  }

  /** Types a text into a field and hands it over. */
  async commit(id: string, text: string): Promise<void> {
    await this.byId(id).fill(text);
    await this.byId(id).press('Enter');
  }

  /** Chooses one of several buttons, such as the grain. */
  async choose(id: string, text: string): Promise<void> {
    await this.byId(id).getByRole('radio', { name: text, exact: true }).check();
    // The button's tooltip would lie over what is below it.
    await this.session.page.mouse.move(0, 0);
  }

  /** Adds a filter of a label, and gives the values that the editor suggests for it. */
  async addFilter(index: number, label: string): Promise<string[]> {
    await this.byId(ids.addFilter).click();
    await this.byId(ids.filterLabel(index)).click();
    await this.option(label).click();
    await this.byId(ids.filterValues(index)).click();
    await this.session.page.getByRole('option').nth(1).waitFor();
    return this.session.page.getByRole('option').allInnerTexts();
  }

  /** Takes a suggested value and closes the list. */
  async takeValue(value: string): Promise<void> {
    await this.option(value).click();
    await this.session.page.keyboard.press('Escape');
  }

  /** An entry of the open list, by its title. */
  option(title: string): Locator {
    const { page } = this.session;
    return page.getByRole('option').filter({ has: page.getByText(title, { exact: true }) });
  }

  /** The texts of the entries of the open list. */
  async optionTexts(): Promise<string[]> {
    const options = this.session.page.getByRole('option');
    await options.first().waitFor();
    return options.allInnerTexts();
  }

  /** The answer to the query, once it is there. */
  async answer(): Promise<Panel> {
    const panels = await this.session.host.panels(this.session.page);
    const found = panels.find(({ title }) => title === 'Answer');
    assert.ok(found, 'No answer yet');
    assert.ok(['Done', 'Error'].includes(found.state), `The answer is ${found.state}`);
    return found;
  }
}
