import { dateTime } from '@grafana/data';

import { readAnswer } from '../../../shared/panel/model/answer';
import { euro, tableFrame, timeFrame } from '../testing/frames';

import { blocksOf } from './blocks';
import { budgetMark, partOfMonth } from './budgets';
import { monthOf, outlookOf } from './month';
import { outlookDetails, outlookInWords } from './outlookWords';
import { partFor, rangeRows } from './views';

const at = (text: string) => dateTime(Date.parse(text));
const range = (from: string, to: string) => ({ from: at(from), to: at(to), raw: { from: '', to: '' } });

function outlook(frame: ReturnType<typeof tableFrame>, from: string, to: string, timeZone = 'utc') {
  const part = partFor('table', readAnswer('cost', [frame]))!;
  return outlookOf(blocksOf(part, rangeRows(part))[0], part, range(from, to), timeZone)!;
}

describe('monthOf', () => {
  it.each([
    ['2026-11-22T12:00:00Z', 'utc', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', 'November'],
    // The end of October there has an hour more, and the month begins before it does in UTC.
    ['2026-10-31T23:30:00Z', 'Europe/Berlin', '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z', 'November'],
    ['2026-10-15T00:00:00Z', 'Europe/Berlin', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 'October'],
  ])('of %s in %s', (instant, timeZone, from, to, name) => {
    expect(monthOf(Date.parse(instant), timeZone)).toEqual({ from: Date.parse(from), to: Date.parse(to), name });
  });
});

describe('outlookOf', () => {
  it('is the month to date and the rest at its rate, where the range begins with the month', () => {
    const found = outlook(tableFrame(euro), '2026-11-01T00:00:00Z', '2026-11-11T00:00:00Z');
    expect(found).toMatchObject({ isToDate: true, beginsLate: false });
    expect(found.projected).toBeCloseTo(300);
    expect(outlookInWords(found, 'EUR', 'utc')).toBe('November to date €100 · ≈ €300 by its end');
    expect(outlookDetails(found, 'EUR', 'utc')).toBe(
      '€100 from 1 Nov 00:00 to 11 Nov 00:00, €0.417 an hour in the mean; the rest of the month, 480 h, at this rate'
    );
  });

  it('is a month at the present rate, where the range begins later', () => {
    const found = outlook(tableFrame(euro), '2026-11-10T00:00:00Z', '2026-11-11T00:00:00Z');
    expect(found).toMatchObject({ isToDate: false, beginsLate: false });
    expect(found.projected).toBeCloseTo(3000);
    expect(outlookInWords(found, 'EUR', 'utc')).toBe(
      '≈ €3.00K a month at this rate · for the month to date, begin the range with November'
    );
  });

  it('makes up no month to date, where the range reaches into the month before', () => {
    const found = outlook(tableFrame(euro), '2026-10-31T00:00:00Z', '2026-11-02T00:00:00Z');
    expect(found).toMatchObject({ isToDate: false, beginsLate: false });
  });

  it('takes of steps those of the month alone', () => {
    const frame = timeFrame(euro, 4, {}, Date.parse('2026-10-31T23:58:00Z'));
    const found = outlook(frame, '2026-10-31T00:00:00Z', '2026-11-01T00:02:00Z');
    expect(found.isToDate).toBe(true);
    expect(found.spent).toEqual({
      from: Date.parse('2026-11-01T00:00:00Z'),
      to: Date.parse('2026-11-01T00:02:00Z'),
      amount: 50,
    });
  });

  it('says from when there is data', () => {
    const frame = timeFrame(euro, 2, {}, Date.parse('2026-11-05T10:00:00Z'));
    const found = outlook(frame, '2026-11-01T00:00:00Z', '2026-11-05T10:02:00Z');
    expect(found).toMatchObject({ isToDate: false, beginsLate: true });
    expect(outlookInWords(found, 'EUR', 'utc')).toContain('€100 since 5 Nov 10:00, where the data begins · ≈ ');
  });
});

describe('outlookOf a table beside steps', () => {
  const table = tableFrame(euro);
  const find = (steps: ReturnType<typeof timeFrame>, from: string, to: string) => {
    const answer = readAnswer('cost', [steps, table]);
    const part = answer.table!;
    return outlookOf(blocksOf(part, rangeRows(part))[0], part, range(from, to), 'utc', answer.time)!;
  };

  it('takes the sum of the table, which is exact to the end, since the steps begin', () => {
    const found = find(
      timeFrame(euro, 2, {}, Date.parse('2026-11-05T10:00:00Z')),
      '2026-11-01T00:00:00Z',
      '2026-11-05T12:30:00Z'
    );
    expect(found).toMatchObject({ isToDate: false, beginsLate: true });
    expect(found.spent).toEqual({
      from: Date.parse('2026-11-05T10:00:00Z'),
      to: Date.parse('2026-11-05T12:30:00Z'),
      amount: 100,
    });
  });

  it('takes the steps alone, where the table has money of the month before', () => {
    const found = find(
      timeFrame(euro, 4, {}, Date.parse('2026-10-31T23:58:00Z')),
      '2026-10-31T00:00:00Z',
      '2026-11-01T00:30:00Z'
    );
    expect(found.spent.amount).toBe(50);
  });
});

describe('budgets', () => {
  const tenDays = range('2026-11-01T00:00:00Z', '2026-11-11T00:00:00Z');
  const budgets = [
    { name: 'acme', amount: 150 },
    { name: 'globex', amount: 90, currency: 'USD' },
  ];
  const part = readAnswer('cost', [tableFrame(euro.map((row) => ({ ...row, labels: { tenant: row.labels.tenant } })))]);
  const rows = rangeRows(part.table!);

  it('are of the range, by its part of the month', () => {
    expect(partOfMonth(tenDays, 'utc')).toBeCloseTo(1 / 3);
    expect(budgetMark(budgets, rows[0], ['tenant'], 1 / 3)).toEqual({ budget: budgets[0], amount: 50, used: 0.4 });
  });

  it('are of their currency alone, and of all of a tenant’s money', () => {
    expect(budgetMark(budgets, rows[2], ['tenant'], 1 / 3)).toBeUndefined();
    expect(budgetMark(budgets, rows[0], ['tenant', 'llm_model'], 1 / 3)).toBeUndefined();
  });
});
