import { type Locator } from 'playwright-core';

import { Answers } from '../lib/answers';
import { type Panel } from '../lib/panel';
import { MAIN_UID, type Session } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';

const GALLERY = 'tokenpath-gallery';

/** Tall enough for the whole dashboard: panels that are not seen are not asked for. */
export const HEIGHT = 5000;

/** The dashboard with every view and state of the panels. */
export class GalleryPage {
  private heard?: Answers;

  constructor(private readonly session: Session) {}

  /** The answers of the page's queries. */
  get answers(): Answers {
    if (!this.heard) {
      throw new Error('The gallery is not open');
    }
    return this.heard;
  }

  /** Opens the dashboard and waits until every panel has its answer. */
  async open({ from, to }: Range): Promise<Panel[]> {
    this.heard ??= await Answers.of(this.session.page);
    const address = { from: String(from), to: String(to), theme: 'dark', 'var-datasource': MAIN_UID };
    await this.heard.after(() => this.session.goto(`/d/${GALLERY}`, address));
    return settled(this.session, GALLERY, 150_000);
  }

  /** Asks every panel again, as a dashboard does by itself: the focus stays. Waits for all answers. */
  async refresh(): Promise<void> {
    const button = this.session.page.getByTestId('data-testid RefreshPicker run button');
    await this.answers.after(() => button.dispatchEvent('click'));
  }

  /** The panel of this title. */
  panel(title: string): Locator {
    return this.session.page.getByTestId(`data-testid Panel header ${title}`);
  }
}
