import { createDataFrame, getPanelDataSummary, type PanelModel, standardEditorsRegistry } from '@grafana/data';

import { plugin } from '../module';
import { hotOverTime, timeFrame, twoGroups } from '../testing/frames';

import { migrateOptions } from './migrate';
import { defaultOptions } from './options';
import { suggest } from './suggestions';

// Grafana's own editors are not in its packages.
standardEditorsRegistry.setInit(() =>
  ['select', 'multi-select', 'number', 'boolean'].map((id) => ({ id, name: id, editor: () => null }))
);

const panel = (options: unknown) => ({ id: 1, options }) as PanelModel<Record<string, unknown>>;

describe('migrateOptions', () => {
  it.each([
    undefined,
    {},
    {
      sort: 'size',
      cell: 'colour',
      marks: 'all',
      hotFrom: -1,
      chart: 3,
      showLegend: 1,
      showCoverage: 0,
      onlyFindings: '',
    },
  ])('gives %p the defaults', (options) => expect(migrateOptions(panel(options))).toEqual(defaultOptions));

  it('keeps what is known', () => {
    const options = { ...defaultOptions, sort: 'spread', marks: ['clock', 'gone'], hotFrom: 70, showLegend: false };
    expect(migrateOptions(panel(options))).toEqual({ ...options, marks: ['clock'] });
  });
});

describe('suggestions', () => {
  const count = (frames: Parameters<typeof getPanelDataSummary>[0]) => suggest(getPanelDataSummary(frames)).length;

  it('are made for answers with groups only', () => {
    expect(count(twoGroups)).toBe(1);
    expect(count([hotOverTime])).toBe(1);
    expect(count([timeFrame([{ labels: { pod: 'x' }, columns: { spread: [0.1] } }], ['pod'])])).toBe(0);
    expect(count([createDataFrame({ fields: [] })])).toBe(0);
    expect(suggest({})).toEqual([]);
  });

  it('are small in a preview', () => {
    const [suggestion] = suggest({ rawFrames: twoGroups });
    suggestion.cardOptions?.previewModifier?.(suggestion);
    expect(suggestion.options).toMatchObject({ showLegend: false });
  });
});

it('the plugin has the defaults, and takes suggestions and migrations from here', () => {
  expect(plugin.defaults).toEqual(defaultOptions);
  expect(plugin.onPanelMigration).toBe(migrateOptions);
});
