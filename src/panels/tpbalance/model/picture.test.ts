import { createTheme } from '@grafana/data';

import { gpuLabels, groupFacts, hotOverTime, hotStraggler, twoGroups } from '../testing/frames';

import { readBalance } from './answer';
import { cellText } from './cellText';
import { cellInWords, cellsInWords } from './cellWords';
import { DETAIL, detailLayout } from './detail';
import { CHART_FIGURES } from './figures';
import { readGroups } from './groups';
import { changesOf, incidentsOf, within } from './incidents';
import { goesOn, instantInWords, spanInWords } from './instants';
import { median } from './median';
import { collectivesOf } from './pipeline';
import { rankLines, rankPlace } from './rankLines';
import { figuresOverTime, rankSeries } from './rankSeries';
import { cellColour, cellSpan } from './scale';
import { seriesInWords } from './seriesWords';
import { sorted } from './sort';
import { totalsInWords, totalsOf } from './totals';

const answer = readBalance([...twoGroups, hotOverTime]);
const groups = readGroups(answer);
const [calm, hot] = groups;

describe('order', () => {
  it('puts the largest loss first, and what has none last, by name', () => {
    const none = { ...calm, key: 'none', figures: {} };
    expect(sorted([none, calm, hot], 'loss')).toEqual([hot, calm, none]);
    expect(sorted([hot, calm], 'name')).toEqual([calm, hot]);
    expect(sorted([calm, hot], 'spread')).toEqual([hot, calm]);
    expect(sorted([calm, hot], 'money')).toEqual([hot, calm]);
  });
});

describe('totals', () => {
  const inDollars = {
    ...hot,
    facts: groupFacts('us', { currency: 'USD' }),
    figures: { lost_gpu_seconds: 1800, lost_money: 2 },
  };

  it('adds time over all groups, and money within a currency only', () => {
    expect(totalsOf([hot, calm, inDollars])).toEqual({
      seconds: 7200,
      money: [
        { currency: 'EUR', amount: 4.2 },
        { currency: '', amount: 0 },
        { currency: 'USD', amount: 2 },
      ],
    });
    expect(totalsInWords([hot, inDollars])).toBe('≤ 2.00 hours of GPU time, €4.20 and $2.00');
  });

  it('is nothing where no loss is known', () => expect(totalsInWords([{ ...hot, figures: {} }])).toBeUndefined());
});

describe('cells', () => {
  const [cool, warm] = hot.ranks;

  it.each([
    [60, '60.0%'],
    [30, '60'],
    [10, ''],
  ])('have the text that fits %p pixels: %p', (width, text) => expect(cellText(warm, 'tensor', width)).toBe(text));

  it.each([
    [80, '1,755 MHz'],
    [32, '1755'],
    [12, ''],
  ])('have in %p pixels the number %p of a figure that is always told in one unit', (width, text) =>
    expect(cellText(hot.ranks[2], 'clock', width)).toBe(text)
  );

  it('are dashed where there is nothing to read and no room to say so', () =>
    expect(cellText(cool, 'power', 16)).toBe('–'));

  it('say n/a where nothing is reported, and never 0', () => expect(cellText(cool, 'power', 60)).toBe('n/a'));

  it('say in words what they show', () => {
    expect(cellInWords(hot, warm, 'tensor', [{ id: 'clock', words: 'low' }])).toBe(
      'GPU 1: Tensor activity 60.0%; straggler; low'
    );
    expect(cellsInWords(hot, 'tensor')).toBe('3 GPUs, tensor activity 37.0% to 60.0%');
    expect(cellsInWords(hot, 'clock')).toBe('3 GPUs, SM clock 1,230 MHz to 1,755 MHz');
    expect(rankPlace(warm)).toBe('eu · node-1 · H100 · GPU-hot-1 · hot');
    expect(rankLines(hot, warm)[0]).toMatchObject({ id: 'tensor', value: '60.0%', share: '37.0%', strong: true });
  });

  it('are coloured from nothing to a round figure, or to the ends of the field config', () => {
    expect(cellSpan(groups, 'tensor', undefined)).toEqual({ min: 0, max: 0.75 });
    expect(cellSpan(groups, 'temperature', undefined)).toEqual({ min: expect.closeTo(55.6), max: 88 });
    const field = { ...warm.fields.tensor!, config: { min: 0.1, max: 0.9 } };
    expect(cellSpan(groups, 'tensor', field)).toEqual({ min: 0.1, max: 0.9 });
  });

  it('are as dark as busy, also beyond the span', () => {
    const field = { ...warm.fields.tensor!, config: { color: { mode: 'continuous-blues' } } };
    const colour = cellColour(field, { min: 0, max: 1 }, createTheme());
    expect(colour(null)).toBeUndefined();
    expect(colour(2)).toBe(colour(1));
    expect(colour(0)).not.toBe(colour(1));
  });
});

describe('a group over time', () => {
  it('has a column for each GPU, and their median', () => {
    const series = rankSeries(answer, hot, 'tensor')!;
    expect(series.ranks.map(({ rank, values }) => [rank.name, values])).toEqual([
      ['GPU 0', [0.4, 0.3]],
      ['GPU 1', [0.4, 0.6]],
      ['GPU 2', [0.4, 0.3]],
    ]);
    expect(series.median).toEqual([0.4, 0.3]);
    expect(seriesInWords(series.ranks[1], 'tensor', true)).toBe(
      'GPU 1, straggler: Tensor activity from 40.0% to 60.0%, last 60.0%.'
    );
  });

  it('has none of another group, or of a figure that was not asked for', () => {
    expect(rankSeries(answer, calm, 'tensor')).toBeUndefined();
    expect(rankSeries(answer, hot, 'power')).toBeUndefined();
    expect(figuresOverTime(answer, CHART_FIGURES)).toEqual(['tensor', 'clock']);
  });

  it.each([
    [[], null],
    [[null, 2], 2],
    [[1, 4, 2], 2],
    [[1, 2, 3, 10], 2.5],
  ])('median of %p is %p', (values, expected) => expect(median(values)).toBe(expected));
});

describe('incidents', () => {
  const clock = { from: hotStraggler.from, to: hotStraggler.to, timeZone: 'utc', step: 0 };

  it('belong to a GPU', () => {
    expect(incidentsOf(hot)[0]).toMatchObject({ rank: hot.ranks[1].key, name: 'GPU 1' });
    const facts = groupFacts('hot', {
      changes: [{ at: 1, device: { gpu_uuid: 'GPU-gone', gpu_index: '9' }, joined: false }],
    });
    expect(changesOf({ ...hot, facts })).toEqual([{ at: 1, rank: undefined, words: 'GPU 9 left' }]);
  });

  it.each([
    [
      { from: 0, to: 50 },
      { left: 0, width: 50 },
    ],
    [
      { from: -50, to: 20 },
      { left: 0, width: 20 },
    ],
    [
      { from: 90, to: 200 },
      { left: 90, width: 10 },
    ],
    [{ from: 200, to: 300 }, undefined],
  ])('%o lies at %o', (span, place) => expect(within(span, { from: 0, to: 100 })).toEqual(place));

  it('tell their time in the reader’s zone, with the day where the range is longer than one', () => {
    expect(instantInWords(clock.from, { ...clock, timeZone: 'Europe/Berlin' })).toBe('01:00');
    expect(instantInWords(clock.from, { ...clock, to: clock.from + 2 * 86_400_000 })).toBe('01-01 00:00');
    expect(spanInWords({ from: clock.from, to: clock.to - 130_000 }, { ...clock, to: clock.to })).toContain(' to ');
    expect(goesOn(clock.to - 60_000, clock)).toBe(true);
  });
});

describe('an opened row', () => {
  it('has a chart for each GPU where there is room, else one for all, else a hint', () => {
    expect(detailLayout(hot, answer, 900)).toMatchObject({ charts: 'each', columns: 3, chartWidth: 294 });
    expect(detailLayout(hot, answer, 440)).toMatchObject({ charts: 'together' });
    const many = { ...hot, ranks: Array.from({ length: 17 }, () => hot.ranks[0]) };
    expect(detailLayout(many, answer, 900)).toMatchObject({ charts: 'together' });
    expect(detailLayout(hot, readBalance(twoGroups), 900)).toMatchObject({ charts: 'none', chartsHeight: DETAIL.hint });
    expect(detailLayout(hot, readBalance(twoGroups), 400)).toMatchObject({ chartsHeight: DETAIL.narrowHint });
  });

  it('fills its lines: eight charts are two lines of four', () => {
    const eight = { ...hot, ranks: Array.from({ length: 8 }, () => hot.ranks[0]) };
    expect(detailLayout(eight, answer, 1500).columns).toBe(4);
  });

  it('is as high as its parts', () => {
    const facts = groupFacts('hot', {
      stages: [{ stage: '0', devices: 2, tensor: 0.4, bubble: 0 }],
      nccl: [
        { collective: 'AllGather', samples: 4, time_p50: 0.001 },
        { collective: 'AllReduce', samples: 9, time_p50: 0.002 },
      ],
      changes: [{ at: 1, device: gpuLabels('hot', 0), joined: true }],
      note: 'An upper bound.',
    });
    const full = { ...hot, facts };
    const lines = DETAIL.line + 3 * DETAIL.title + (1 + 3 + 1) * DETAIL.line + 3 * DETAIL.gap;
    expect(
      detailLayout(full, answer, 900).height - detailLayout({ ...hot, facts: undefined }, answer, 900).height
    ).toBe(lines);
    expect(collectivesOf(full).map(({ collective }) => collective)).toEqual(['AllReduce', 'AllGather']);
  });
});
