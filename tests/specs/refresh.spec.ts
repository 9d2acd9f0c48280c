import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { type Locator } from 'playwright-core';

import { someTime } from '../lib/accessible';
import { scaled } from '../lib/answers';
import { useSession } from '../lib/session';
import { placesOf, shiftsOf, watchShifts } from '../lib/shifts';
import { GalleryPage, HEIGHT } from '../pages/gallery';

/** Figures that are others than before, and so near that rows keep their order. */
const FACTORS = [0.9995, 1.0005, 1];

describe('A refresh with new data', () => {
  const session = useSession({ height: HEIGHT });
  const gallery = new GalleryPage(session);

  before(async () => {
    await gallery.open(await someTime(session));
  });

  it('moves nothing in any view or state of any panel', async () => {
    const places = await placesOf(session.page);
    assert.ok(places.length > 300, `only ${places.length} places`);
    await watchShifts(session.page);
    for (const factor of FACTORS) {
      gallery.answers.changeBy(scaled(factor));
      await gallery.refresh();
      assert.deepEqual(await shiftsOf(session.page), [], `moved by a refresh with figures × ${factor}`);
      assert.deepEqual(await placesOf(session.page), places, `places after a refresh with figures × ${factor}`);
    }
    session.assertQuiet();
  });

  for (const title of ['KV cache: hits', 'Balance: all groups, by clock']) {
    it(`keeps the open row, the focus and the place of a scrolled list: ${title}`, async () => {
      const panel = gallery.panel(title);
      const toggle: Locator = panel.getByRole('button', { name: /^Open / }).nth(1);
      const button = (await toggle.elementHandle())!;
      await button.focus();
      await button.press('Enter');
      const list = panel.getByRole('region').first();
      const scrolled = await list.evaluate((element) => {
        element.scrollTop = 20;
        return element.scrollTop;
      });
      assert.ok(scrolled > 0, 'the list scrolls');
      gallery.answers.changeBy(scaled(0.9995));
      await gallery.refresh();
      assert.equal(await button.getAttribute('aria-expanded'), 'true', 'the row is open');
      assert.ok(await button.evaluate((element) => document.activeElement === element), 'the focus is on its button');
      assert.equal(await list.evaluate(({ scrollTop }) => scrollTop), scrolled, 'the list is where it was');
    });
  }
});
