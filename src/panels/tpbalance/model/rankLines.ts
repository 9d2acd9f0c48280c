import { type TooltipLine } from '../../../shared/panel/tooltip/TooltipTable';

import { atMost, displayNameOf, formatMoney, formatOf } from './display';
import { FIGURES, type FigureId } from './figures';
import { type Group } from './groups';
import { medianOf } from './median';
import { type Rank } from './ranks';

// What is the group's, or a verdict, is no figure of a GPU.
const notOfGpu: FigureId[] = ['tensor_max', 'tensor_min', 'spread', 'straggler', 'bandwidth_bound', 'gpus'];
const losses: FigureId[] = ['lost_gpu_seconds', 'lost_money'];

/** The figures that are told of a GPU, in order. */
export const rankFigures = ({ figures }: Rank): FigureId[] =>
  FIGURES.filter((id) => !notOfGpu.includes(id) && figures[id] !== undefined);

/** A figure of a GPU as text. */
export function rankText({ facts }: Group, { fields, figures }: Rank, id: FigureId): string {
  const text =
    id === 'lost_money' ? formatMoney(fields[id], figures[id], facts?.currency) : formatOf(id, fields[id], figures[id]);
  return losses.includes(id) ? atMost(text, figures[id]) : text;
}

/** All figures of a GPU, with the medians of its group. */
export function rankLines(group: Group, rank: Rank): TooltipLine[] {
  return rankFigures(rank).map((id) => {
    const middle = losses.includes(id) ? null : medianOf(group.ranks, id);
    return {
      id,
      name: displayNameOf(id, rank.fields),
      value: rankText(group, rank, id),
      share: middle === null ? undefined : formatOf(id, rank.fields[id], middle),
      strong: id === 'tensor',
    };
  });
}

/** "gpu-node-1 · H100 · GPU-1234": what a GPU is and where. */
export const rankPlace = ({ labels }: Rank): string =>
  ['cluster', 'node', 'gpu_model', 'gpu_uuid', 'mig_id', 'pod', 'engine_rank']
    .flatMap((name) => (labels[name] ? [name === 'engine_rank' ? `engine rank ${labels[name]}` : labels[name]] : []))
    .join(' · ');
