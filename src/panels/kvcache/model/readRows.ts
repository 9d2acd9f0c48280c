import { type Field, FieldType, type Labels } from '@grafana/data';

import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { fieldOf, figuresOf, stepSeconds, textAt, timesOf } from '../../../shared/panel/model/column';
import { figureFields, figuresInRow } from '../../../shared/panel/model/figureFields';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';
import { type KVCacheRow } from '../../../shared/types.gen';

import { factsOf, verdictsByKey } from './facts';
import { isFigure } from './figures';
import { ALL_REPLICAS, type Judgement, type Row, type Rows, type StepFigures } from './rows';
import { type Flags, spellsOfSteps, verdictsOfSteps } from './spells';
import { severest, verdictOf } from './verdicts';

const unjudged: Judgement = { verdict: 'unknown', now: 'unknown', spells: [], evidence: [], refute: [] };

function emptyRow(labels: Labels, by: string[], kind: string): Row {
  return {
    key: keyOf(labels, by),
    labels,
    label: labelOf(labels, by, ALL_REPLICAS),
    kind,
    judgement: unjudged,
    notReported: [],
  };
}

/** The rows of a table answer. */
function tableRows(part: Part): Row[] {
  const { frame, by } = part;
  const fields = figureFields(frame, isFigure);
  const currency = by.includes('currency') ? undefined : fieldOf(frame, 'currency');
  const keys = by.map((name) => ({ name, field: fieldOf(frame, name) }));
  const [kinds, verdicts] = [fieldOf(frame, 'row_kind'), fieldOf(frame, 'verdict')];
  return Array.from({ length: frame.length }, (_, index) => {
    const labels = Object.fromEntries(keys.map(({ name, field }) => [name, textAt(field, index)]));
    const row = emptyRow(labels, by, textAt(kinds, index) || 'value');
    const verdict = verdictOf(textAt(verdicts, index)) ?? 'unknown';
    return {
      ...row,
      judgement: { ...unjudged, verdict, now: verdict },
      range: { figures: figuresInRow(fields, index), fields, index, currency: textAt(currency, index) || undefined },
    };
  });
}

interface Gathered {
  row: Row;
  steps: StepFigures;
  flags: Flags;
}

function gather(field: Field, { steps, flags }: Gathered): void {
  const verdict = verdictOf(field.name);
  if (isFigure(field.name)) {
    steps.fields[field.name] = field;
    steps.columns[field.name] = figuresOf(field);
  } else if (verdict) {
    flags[verdict] = figuresOf(field);
  }
}

function judgementOf(verdicts: StepFigures['verdicts'], times: number[], stepMs: number): Judgement {
  const known = verdicts.filter((verdict) => verdict !== null);
  return {
    ...unjudged,
    verdict: severest(known),
    now: known[known.length - 1] ?? 'unknown',
    spells: spellsOfSteps(verdicts, times, stepMs),
  };
}

/** The rows of a time series answer. */
function timeRows({ frame, by }: Part, times: number[], stepMs: number): Row[] {
  const all = new Map<string, Gathered>();
  for (const field of frame.fields) {
    if (field.type === FieldType.number) {
      const labels = field.labels ?? {};
      const key = keyOf(labels, by);
      const known = all.get(key) ?? {
        row: emptyRow(labels, by, 'value'),
        steps: { columns: {}, fields: {}, verdicts: [] },
        flags: {},
      };
      all.set(key, known);
      gather(field, known);
    }
  }
  return [...all.values()].map(({ row, steps, flags }) => {
    const verdicts = verdictsOfSteps(flags, times.length);
    return { ...row, steps: { ...steps, verdicts }, judgement: judgementOf(verdicts, times, stepMs) };
  });
}

/** A row of both answers: figures of the range from the one, of the steps from the other. */
function join(ofTable: Row, ofTime: Row | undefined): Row {
  if (!ofTime) {
    return ofTable;
  }
  const verdict = severest([ofTable.judgement.verdict, ofTime.judgement.verdict]);
  return { ...ofTable, steps: ofTime.steps, judgement: { ...ofTime.judgement, verdict } };
}

function withFacts(row: Row, facts: KVCacheRow | undefined): Row {
  if (!facts) {
    return row;
  }
  const { verdict, now, spells, evidence, refute, not_reported } = facts;
  return { ...row, judgement: { verdict, now, spells, evidence, refute }, notReported: not_reported };
}

/**
 * The rows of an answer. A table has what they come to over the range, a time series what they were at each step; of
 * two answers, which have one key, each row has both.
 */
export function readRows({ table, time }: Answer): Rows {
  const times = time ? timesOf(time.frame) : [];
  const stepMs = stepSeconds(times, time?.coverage?.step_s) * 1000;
  const ofTime = time ? timeRows(time, times, stepMs) : [];
  const byKey = new Map(ofTime.map((row) => [row.key, row]));
  const rows = table ? tableRows(table).map((row) => join(row, byKey.get(row.key))) : ofTime;
  const part = table ?? time;
  const facts = verdictsByKey(factsOf(table) ?? factsOf(time), part?.by ?? []);
  return { rows: rows.map((row) => withFacts(row, facts.get(row.key))), times, stepMs };
}
