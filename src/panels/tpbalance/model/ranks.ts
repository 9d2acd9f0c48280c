import { type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { figuresInRow } from '../../../shared/panel/model/figureFields';
import { shortenMiddle } from '../../../shared/text';

import { columnsOf, labelsAt } from './columns';
import { type FieldsById, type Figures } from './figures';

/** One GPU of a group. */
export interface Rank {
  /** Unique among the devices of an answer. */
  key: string;
  /** What it is called within its group: "GPU 5". */
  name: string;
  labels: Labels;
  figures: Figures;
  fields: FieldsById;
  /** The row's place in its frame, for links; none where it was made of a time series. */
  index?: number;
}

/** Labels that name a device rather than the group that it is in. */
export const DEVICE_LABELS: readonly string[] = [
  'node',
  'gpu_uuid',
  'mig_id',
  'mig_profile',
  'gpu_index',
  'gpu_model',
  'engine_rank',
];

const keyLabels = ['cluster', 'node', 'gpu_uuid', 'mig_id'] as const;

/** Identifies a device and who held it: a card that two pods of a group held one after the other is there twice. */
export const deviceKey = (labels: Labels): string =>
  JSON.stringify([...keyLabels, 'namespace', 'pod'].map((name) => labels[name] ?? ''));

/** Whether labels name this device; what only one side knows does not tell them apart. */
export function isDevice(labels: Labels, wanted: Labels): boolean {
  const agrees = (name: string) => !labels[name] || !wanted[name] || labels[name] === wanted[name];
  return Boolean(wanted.gpu_uuid) && labels.gpu_uuid === wanted.gpu_uuid && keyLabels.every(agrees);
}

const UUID_LENGTH = 12;

/** What a device is called beside others of its group. */
export function deviceName({ gpu_index, gpu_uuid = '', mig_id }: Labels): string {
  const card = gpu_index ? `GPU ${gpu_index}` : shortenMiddle(gpu_uuid, UUID_LENGTH) || 'GPU';
  return mig_id ? `${card} slice ${mig_id}` : card;
}

const numeric = new Intl.Collator('en', { numeric: true });

const order = ['cluster', 'node', 'gpu_index', 'mig_id', 'gpu_uuid'];

function byPlace(a: Rank, b: Rank): number {
  const different = order.find((name) => (a.labels[name] ?? '') !== (b.labels[name] ?? ''));
  return different ? numeric.compare(a.labels[different] ?? '', b.labels[different] ?? '') : 0;
}

/** Ranks in the order of their place, each with a name that is unique: over several nodes the node goes before. */
export function inPlace(ranks: Rank[]): Rank[] {
  const nodes = new Set(ranks.map(({ labels }) => labels.node ?? ''));
  const named = (rank: Rank): string =>
    nodes.size > 1 && rank.labels.node ? `${rank.labels.node} ${rank.name}` : rank.name;
  return [...ranks].sort(byPlace).map((rank) => ({ ...rank, name: named(rank) }));
}

/** The GPUs of a frame that has a row for each. */
export function readRanks(part: Part | undefined): Rank[] {
  if (!part) {
    return [];
  }
  const columns = columnsOf(part);
  return Array.from({ length: columns.length }, (_, index) => {
    const labels = labelsAt(columns, index);
    return {
      key: deviceKey(labels),
      name: deviceName(labels),
      labels,
      figures: figuresInRow(columns.fields, index),
      fields: columns.fields,
      index,
    };
  });
}
