import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { type Locator } from 'playwright-core';

import { someTime } from '../lib/accessible';
import { repeated } from '../lib/answers';
import { eventually } from '../lib/eventually';
import { useSession } from '../lib/session';
import { GalleryPage, HEIGHT } from '../pages/gallery';

const ROWS = 1000;
/** What a list of this height has room for, and the rows that are kept beyond its edges. */
const MOST_DRAWN = 60;

/** Panels with a list, and the label that tells its rows apart. */
const LISTS: Array<[title: string, label: string]> = [
  ['Latency: by label', 'llm_model'],
  ['KV cache: hits', 'pod'],
  ['Balance: all groups, by clock', 'group'],
];

describe('A list of 1,000 rows', () => {
  const session = useSession({ height: HEIGHT });
  const gallery = new GalleryPage(session);

  before(async () => {
    await gallery.open(await someTime(session));
  });

  const drawnIn = (list: Locator) => list.getByRole('row').count();
  const topOf = (list: Locator) => list.evaluate(({ scrollTop }) => scrollTop);
  const lastOf = (list: Locator) =>
    list
      .getByRole('row')
      .last()
      .evaluate((row) => Number(row.getAttribute('aria-rowindex')));

  for (const [title, label] of LISTS) {
    it(`draws those that are seen, and is read by keyboard: ${title}`, async () => {
      gallery.answers.changeBy(repeated(label, ROWS));
      await gallery.refresh();
      const list = gallery.panel(title).getByRole('region').first();
      const count = await eventually(async () => {
        const rows = Number(await list.getByRole('table').getAttribute('aria-rowcount'));
        assert.ok(rows > ROWS / 2, `the list has ${rows} rows`);
        return rows;
      });
      for (const part of [0, 0.5, 1]) {
        await list.evaluate((element, share) => {
          element.scrollTop = share * (element.scrollHeight - element.clientHeight);
        }, part);
        await eventually(async () => {
          const last = await lastOf(list);
          assert.ok(part < 1 ? last > part * count * 0.9 : last === count, `row ${last} at ${part} of the list`);
        });
        const drawn = await drawnIn(list);
        assert.ok(drawn > 3 && drawn <= MOST_DRAWN, `${drawn} rows are drawn at ${part} of the list`);
      }
      await list.focus();
      await list.press('Home');
      await eventually(async () => assert.equal(await topOf(list), 0, 'Home leads to the first row'));
      await list.press('PageDown');
      const page = await list.evaluate(({ clientHeight }) => clientHeight);
      await eventually(async () => {
        const top = await topOf(list);
        assert.ok(top > page / 2 && top <= page, `PageDown leads ${top} pixels down a list of ${page}`);
      });
      await list.press('End');
      await eventually(async () => assert.equal(await lastOf(list), count, 'End leads to the last row'));
    });
  }
});
