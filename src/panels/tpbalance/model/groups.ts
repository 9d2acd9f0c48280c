import { type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { figuresInRow } from '../../../shared/panel/model/figureFields';
import { keyOf } from '../../../shared/panel/model/labels';
import { type BalanceGroup } from '../../../shared/types.gen';

import { type BalanceAnswer, gpusOverTime } from './answer';
import { columnsOf, labelsAt } from './columns';
import { factsByRow } from './factsByRow';
import { type FieldsById, type Figures } from './figures';
import { DEVICE_LABELS, inPlace, isDevice, type Rank, readRanks } from './ranks';
import { ranksOverRange } from './timeRanks';

/** A parallel group: a row of the panel. */
export interface Group {
  key: string;
  labels: Labels;
  /** Names of the labels that tell groups apart, in order. */
  by: string[];
  /** Other than "value" where no label names the row. */
  kind: string;
  figures: Figures;
  fields: FieldsById;
  /** The row's place in its frame, for links. */
  index?: number;
  /** What the answer says of the group beside its figures; it does so of the largest losses only. */
  facts?: BalanceGroup;
  ranks: Rank[];
}

/** The label that names a group where pods do not. */
export const GROUP_LABEL = 'group';

// What a group is called by where its row's key does not say.
const NAME_LABELS = ['cluster', 'namespace', GROUP_LABEL];

const ROW_KIND = 'row_kind';

const pick = (labels: Labels, names: string[]): Labels =>
  Object.fromEntries(names.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])));

function fromFacts(facts: BalanceGroup): Figures {
  const { spread = null, lost_gpu_seconds = null, lost_money = null } = facts;
  return { spread, lost_gpu_seconds, lost_money, bandwidth_bound: facts.bandwidth_bound ? 1 : 0 };
}

/** Rows of a table whose key tells groups apart. */
function ofTable(part: Part, { groups }: BalanceAnswer, ranks: Map<string, Rank[]>): Group[] {
  const columns = columnsOf(part);
  const { by } = part;
  const factsFor = factsByRow(groups, by);
  return Array.from({ length: columns.length }, (_, index) => {
    const all = labelsAt(columns, index);
    const labels = pick(all, by);
    const facts = factsFor(labels);
    const kind = all[ROW_KIND] ?? 'value';
    return {
      key: `${kind} ${keyOf(labels, by)}`,
      labels,
      by,
      kind,
      figures: { ...(facts ? fromFacts(facts) : {}), ...figuresInRow(columns.fields, index) },
      fields: columns.fields,
      index,
      facts,
      ranks: inPlace(ranks.get(keyOf(labels, by)) ?? []),
    };
  });
}

function byKey(ranks: Rank[], by: string[]): Map<string, Rank[]> {
  const found = new Map<string, Rank[]>();
  for (const rank of ranks) {
    const key = keyOf(rank.labels, by);
    const known = found.get(key);
    if (known) {
      known.push(rank);
    } else {
      found.set(key, [rank]);
    }
  }
  return found;
}

/** Rows of the groups that the answer names, where its table's key does not tell them apart. */
function ofFacts(answer: BalanceAnswer, ranks: Rank[], fields: FieldsById): Group[] {
  return answer.groups.map((facts) => {
    const by = NAME_LABELS.filter((name) => facts.key[name]);
    const own = ranks.filter(({ labels }) => by.every((name) => !labels[name] || labels[name] === facts.key[name]));
    return {
      key: keyOf(facts.key, by),
      labels: facts.key,
      by,
      kind: 'value',
      figures: fromFacts(facts),
      fields,
      facts,
      ranks: inPlace(own),
    };
  });
}

/** Rows made of single GPUs: one for each value of the labels that are no device's. */
function ofRanks(ranks: Rank[], by: string[], groups: BalanceGroup[]): Group[] {
  const own = by.filter((name) => !DEVICE_LABELS.includes(name));
  const factsFor = factsByRow(groups, own);
  return [...byKey(ranks, own)].map(([key, members]) => {
    const labels = pick(members[0].labels, own);
    const facts = factsFor(labels);
    return {
      key,
      labels,
      by: own,
      kind: 'value',
      figures: facts ? fromFacts(facts) : {},
      fields: members[0].fields,
      facts,
      ranks: inPlace(members),
    };
  });
}

const tellsGroups = (by: string[]): boolean => by.includes(GROUP_LABEL) || by.includes('pod');

/** The groups of an answer: of its table, else of what it has of single GPUs over time. */
export function readGroups(answer: BalanceAnswer): Group[] {
  const { table, groups } = answer;
  if (!table) {
    const part = gpusOverTime(answer);
    return part ? ofRanks(ranksOverRange(part), part.by, groups) : [];
  }
  if (table.by.includes('gpu_uuid')) {
    return ofRanks(readRanks(table), table.by, groups);
  }
  const ranks = readRanks(answer.ranks);
  return tellsGroups(table.by) || groups.length === 0
    ? ofTable(table, answer, byKey(ranks, table.by))
    : ofFacts(answer, ranks, columnsOf(table).fields);
}

/** The rank of a group that these labels name. */
export const rankOf = ({ ranks }: Group, device: Labels): Rank | undefined =>
  ranks.find(({ labels }) => isDevice(labels, device));
