import { type DoctorLabel, type LayerState, type SignalState } from '../../../shared/types.gen';
import { emptyReport, layer, profilingStep, report, signal } from '../testing/report';

import { counted, listed } from './count';
import { failureOf, failureText } from './failure';
import { headlineOf, isEmpty, layerFigures, placeOf, signalFigures } from './headline';
import { labelRows, savingOf } from './labelRows';
import { firstOf, layerRows, systemsText, systemText } from './layerRows';
import { explainState, layerMark, SIGNAL_STATES, signalMark, signalRank, toneIcons } from './mark';
import { parseReport } from './parse';
import { everyText, filterRows, newestText, onText, rowsOfLayer, rowsOfSignal, stateChoices } from './signalRows';
import { languageName, stepMeta } from './steps';

describe('parseReport', () => {
  it('gives back what it was given', () => {
    expect(parseReport(JSON.parse(JSON.stringify(report)))).toMatchObject(JSON.parse(JSON.stringify(report)));
  });

  it('reads the null that Go writes for an empty list', () => {
    const body = {
      level: 0,
      levels: [{ level: 0, title: 'x', reached: true, evidence: null, missing: null }],
      layers: [
        { id: 'gpu', title: 'GPU', state: 'missing', summary: '', systems: null, present: 0, total: 1, problems: null },
      ],
      signals: [{ signal: 'a', state: 'absent', names: null, keys: null, missing_keys: null }],
      next: [{ id: 'a', signals: null }],
      labels: null,
      notices: null,
    };
    const parsed = parseReport(body);
    expect(parsed).toMatchObject({ labels: [], notices: [] });
    expect(parsed?.levels[0]).toMatchObject({ evidence: [], missing: [] });
    expect(parsed?.layers[0]).toMatchObject({ systems: [], problems: [] });
    expect(parsed?.signals[0]).toMatchObject({ names: [], keys: [], missing_keys: [], looked_for: [] });
    expect(parsed?.next[0]).toMatchObject({ signals: [] });
  });

  it.each([undefined, null, '<html>', 3, {}, { level: '2', layers: [] }, { level: 2 }])('refuses %j', (body) => {
    expect(parseReport(body)).toBeUndefined();
  });
});

describe('failureOf', () => {
  const fetchError = (status: number, data?: unknown, statusText = '') => ({
    status,
    statusText,
    data,
    config: { url: '' },
  });

  it.each([
    [401, 'permission'],
    [403, 'permission'],
    [404, 'not-found'],
    [400, 'settings'],
    [422, 'settings'],
    [502, 'store'],
    [504, 'store'],
    [500, 'backend'],
    [503, 'backend'],
    [0, 'offline'],
  ])('reads status %i as %s', (status, kind) => {
    expect(failureOf(fetchError(status, { message: 'words' }))).toEqual({ kind, detail: 'words' });
  });

  it('keeps what little was said', () => {
    expect(failureOf(fetchError(502, undefined, 'Bad Gateway')).detail).toBe('Bad Gateway');
    expect(failureOf(new Error('broken pipe'))).toEqual({ kind: 'offline', detail: 'broken pipe' });
    expect(failureOf('?')).toEqual({ kind: 'offline', detail: '' });
  });

  it('sends to the settings only where they can be the cause', () => {
    const kinds = ['permission', 'not-found', 'settings', 'store', 'backend', 'offline', 'unreadable'] as const;
    expect(kinds.filter((kind) => failureText(kind).settings)).toEqual(['settings', 'store']);
    expect(kinds.every((kind) => failureText(kind).title && failureText(kind).text)).toBe(true);
  });
});

describe('words', () => {
  it.each([
    [0, '0 layers'],
    [1, '1 layer'],
    [2, '2 layers'],
  ])('counts %i', (count, text) => expect(counted(count, 'layer')).toBe(text));

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('lists %j', (words, text) => expect(listed(words)).toBe(text));

  it('has a word, a sign and a sentence for every state', () => {
    const layers: LayerState[] = ['ready', 'partial', 'missing', 'unreachable'];
    expect(layers.map((state) => layerMark(state).tone)).toEqual(['good', 'watch', 'none', 'bad']);
    expect(SIGNAL_STATES.map((state) => signalMark(state).word)).toEqual([
      'No match',
      'Stale',
      'Partial',
      'Missing',
      'Ready',
      'Not reported',
    ]);
    expect(SIGNAL_STATES.every((state) => explainState(state) && toneIcons[signalMark(state).tone])).toBe(true);
  });

  it('shows a state that it does not know by its id, last', () => {
    const state = 'new' as SignalState;
    expect(signalMark(state)).toEqual({ tone: 'none', word: 'new' });
    expect(layerMark('new' as LayerState).word).toBe('new');
    expect(signalRank(state)).toBe(SIGNAL_STATES.length);
    expect(explainState(state)).toBe('');
  });
});

describe('headlineOf', () => {
  it('says the level, the layers and the signals', () => {
    expect(headlineOf(report)).toEqual({
      level: 'Level 2 of 4 · Engine plus GPU correlated',
      figures: '1 layer ready, 1 partial, 1 missing and 1 unreachable · 3 of 7 signals can be used',
    });
  });

  it('says less where there is less', () => {
    expect(headlineOf({ ...report, level: 1, levels: [], layers: [], signals: [] })).toEqual({
      level: 'Level 1 of 4',
      figures: '',
    });
    expect(layerFigures([layer('a', 'A'), layer('b', 'B')])).toBe('2 layers ready');
  });

  it('counts a signal once, however many systems report it', () => {
    const two = [signal('a', 'A', { system: 'x' }), signal('a', 'A', { system: 'y', state: 'absent' })];
    expect(signalFigures(two)).toBe('1 of 1 signal can be used');
  });

  it('places the rungs one at a time', () => {
    expect(report.levels.map((rung) => placeOf(rung, 2))).toEqual(['reached', 'reached', 'reached', 'next', 'later']);
  });

  it('calls a store empty only where everything could be asked', () => {
    expect(isEmpty(emptyReport)).toBe(true);
    expect(isEmpty(report)).toBe(false);
    expect(isEmpty({ ...emptyReport, layers: [] })).toBe(false);
    expect(isEmpty({ ...emptyReport, layers: [layer('gpu', 'GPU', { state: 'unreachable' })] })).toBe(false);
  });
});

describe('layers', () => {
  it('are rows in their order, with a figure or n/a', () => {
    expect(layerRows(report.layers).map(({ id, signals }) => [id, signals])).toEqual([
      ['gpu', '2 of 3'],
      ['engine', '3 of 3'],
      ['traces', 'n/a'],
      ['cost', '0 of 2'],
    ]);
    expect(layerRows([layer('x', '')])[0].title).toBe('x');
  });

  it.each([
    [{ system: 'dcgm', title: 'DCGM', era: '4.x', targets: 24, of: 'GPUs' }, 'DCGM, names 4.x · 24 GPUs'],
    [{ system: 'vllm', title: '', targets: 2, of: 'replicas' }, 'vllm · 2 replicas'],
    [{ system: 'vllm', title: 'vLLM', targets: 1, of: 'replicas' }, 'vLLM · 1 replica'],
    [{ system: 'x', title: 'X', targets: 0, of: '' }, 'X'],
  ])('name a system', (system, text) => expect(systemText(system)).toBe(text));

  it('name systems in few words', () => {
    const [dcgm] = report.layers[0].systems;
    expect(systemsText([dcgm, { ...dcgm, title: '', targets: 1 }])).toBe('DCGM exporter\u00a0×\u00a024, dcgm');
    expect(systemsText([])).toBe('');
  });

  it('say how many problems are not shown', () => {
    expect(firstOf(['a', 'b', 'c'], 2)).toEqual({ first: ['a', 'b'], more: 1 });
    expect(firstOf([], 2)).toEqual({ first: [], more: 0 });
  });
});

describe('signals', () => {
  const rows = rowsOfLayer(report, 'gpu');

  it('stand in the order of what should be looked at first', () => {
    expect(rows.map(({ signal: { signal: id } }) => id)).toEqual([
      'gpu_temperature',
      'gpu_xid',
      'gpu_tensor_active',
      'gpu_dram_active',
      'gpu_power',
      'gpu_memory_temperature',
    ]);
  });

  it('stand last of the missing where no system could report them', () => {
    const nobody = signal('gpu_a', 'A', { state: 'absent', system: undefined });
    const mixed = rowsOfLayer({ ...report, signals: [nobody, ...report.signals] }, 'gpu');
    expect(mixed.map(({ signal: { signal: id } }) => id).slice(3, 6)).toEqual([
      'gpu_dram_active',
      'gpu_a',
      'gpu_power',
    ]);
    expect(signalMark('absent', 'dcgm').tone).toBe('watch');
    expect(signalMark('absent').tone).toBe('none');
  });

  it('take the title of their system from the layers', () => {
    expect(rows.map(({ system }) => system).slice(0, 2)).toEqual(['nvidia-smi', 'DCGM exporter']);
  });

  it.each([
    [{}, '24 of 24 GPUs', '15 s', '3.2 s ago'],
    [{ on: 0, of: 0 }, 'n/a', '15 s', '3.2 s ago'],
    [{ of_what: '' }, '24 of 24', '15 s', '3.2 s ago'],
    [{ cadence_s: 0, newest_age_s: undefined }, '24 of 24 GPUs', 'n/a', 'n/a'],
    [{ cadence_s: 60, newest_age_s: 0 }, '24 of 24 GPUs', '1 min', 'under 1 s ago'],
    [{ newest_age_s: 4210 }, '24 of 24 GPUs', '15 s', '1.17 hours ago'],
    [{ cadence_s: 30.02, newest_age_s: 100.4 }, '24 of 24 GPUs', '30 s', '1.67 mins ago'],
    [{ newest_age_s: -2 }, '24 of 24 GPUs', '15 s', 'under 1 s ago'],
    [{ cadence_s: 14.98765 }, '24 of 24 GPUs', '15 s', '3.2 s ago'],
  ])('with %j say %s, %s, %s', (more, on, every, newest) => {
    const one = signal('a', 'A', more);
    expect([onText(one), everyText(one), newestText(one)]).toEqual([on, every, newest]);
  });

  it.each([
    [{ text: '' }, 6],
    [{ text: 'tensor' }, 1],
    [{ text: 'TENSOR dcgm' }, 1],
    [{ text: 'tensor nowhere' }, 0],
    [{ text: 'DCGM_FI_PROF_DRAM' }, 1],
    [{ text: 'uuid label' }, 1],
    [{ state: 'stale' as const, text: '' }, 1],
    [{ state: 'stale' as const, text: 'power' }, 0],
  ])('are narrowed by %j', (filter, count) => expect(filterRows(rows, filter)).toHaveLength(count));

  it('offer the states that occur', () => {
    expect(stateChoices(rows).map(({ label }) => label)).toEqual([
      'All 6',
      'No match 1',
      'Stale 1',
      'Partial 1',
      'Missing 1',
      'Ready 1',
      'Not reported 1',
    ]);
    expect(stateChoices([])).toEqual([{ label: 'All 0' }]);
  });

  it('are found by id, whatever reports them', () => {
    const twice = {
      ...report,
      signals: [...report.signals, signal('ttft', 'TTFT', { layer: 'engine', system: 'tgi' })],
    };
    expect(rowsOfSignal(twice, 'ttft').map((row) => row.signal.system)).toEqual(['vllm', 'tgi']);
    expect(rowsOfSignal(report, 'nothing')).toEqual([]);
  });
});

describe('labels', () => {
  const label = (more: Partial<DoctorLabel>): DoctorLabel => ({ ...report.labels[0], ...more });

  it.each([
    [{ series: 100, without: 25 }, 0.75],
    [{ series: 100, without: 120 }, 0],
    [{ series: 0, without: 0 }, -1],
  ])('with %j save %d', (more, saving) => expect(savingOf(label(more))).toBe(saving));

  it('stand with the largest saving first', () => {
    const rows = labelRows([report.labels[1], report.labels[0]]);
    expect(rows.map(({ label: { label: name }, savingText }) => [name, savingText])).toEqual([
      ['request_id', '99.9%'],
      ['pod_uid', '25.0%'],
    ]);
    expect(labelRows([label({ series: 0, without: 0 })])[0].savingText).toBe('n/a');
  });
});

describe('steps', () => {
  it('say where they count and what they bring', () => {
    expect(stepMeta(profilingStep, report)).toBe('GPU · switches on tensor activity, DRAM activity');
    expect(stepMeta(report.next[1], report)).toBe('Traces · needed for level 3');
  });

  it('do not name what their reason has named', () => {
    expect(stepMeta({ ...profilingStep, why: 'More: gpu_tensor_active, gpu_dram_active.' }, report)).toBe('GPU');
  });

  it('name what is not in the report by its id, and no more than four', () => {
    const step = { ...profilingStep, layer: 'new', signals: ['a', 'b', 'c', 'd', 'e'] };
    expect(stepMeta(step, report)).toBe('new · switches on a, b, c, d and 1 more');
  });

  it.each([
    ['yaml', 'YAML'],
    ['promql', 'PromQL'],
    ['toml', 'toml'],
    [undefined, ''],
  ])('write the language %s', (language, name) => expect(languageName(language)).toBe(name));
});
