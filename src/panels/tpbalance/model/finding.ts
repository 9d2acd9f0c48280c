import { formatFigure } from '../../../shared/format';
import { type Straggler } from '../../../shared/types.gen';

import { type Group } from './groups';
import { type Clock, goesOn, spanInWords } from './instants';
import { groupName } from './names';
import { nameOfStraggler, reasonOf, worstOf } from './straggler';
import { formatOf } from './display';
import { medianOf } from './median';

/** What the panel has found, in the order in which it is read. */
export interface Finding {
  tone: 'good' | 'watch' | 'bad';
  what: string;
  howMuch?: string;
  since?: string;
  evidence?: string;
  todo?: string;
}

const thermal = 'check cooling, drain the node';

const adviceFor: Record<Straggler['cause'], string> = {
  clock: 'compare its clock and power limits with its neighbours',
  work: 'check how the model’s layers and experts are divided among the ranks',
  link: 'check NVLink errors and topology of the node, drain it',
  unknown: 'look at PCIe, host memory and other processes of the node',
};

/** What to do about a straggler: by its cause, and by what throttles it. */
export function adviceOf({ cause, evidence = [] }: Straggler): string {
  const reasons = evidence.filter(({ field, value }) => field === 'throttle' && (value ?? 0) > 0);
  const isHot = reasons.some(({ label = '' }) => /therm/i.test(label));
  const isCapped = reasons.some(({ label = '' }) => /power/i.test(label));
  if (cause === 'clock' && isHot) {
    return thermal;
  }
  return cause === 'clock' && isCapped ? 'check its power cap and supply' : adviceFor[cause];
}

/** What a straggler is, how much it costs, since when, why, and what to do. */
function stragglerFinding(group: Group, straggler: Straggler, clock: Clock): Finding {
  const isOn = goesOn(straggler.to, clock);
  return {
    tone: isOn ? 'bad' : 'watch',
    what: `${nameOfStraggler(group, straggler)} ${isOn ? 'slows' : 'slowed'} ${groupName(group)}`,
    howMuch: `${formatFigure(straggler.lost_share, 'percentunit')} of each step lost`,
    since: spanInWords(straggler, clock),
    evidence: reasonOf(straggler),
    todo: adviceOf(straggler),
  };
}

const isBandwidthBound = ({ facts, figures }: Group): boolean =>
  facts?.bandwidth_bound === true || figures.bandwidth_bound === 1;

/** A group whose NVLink is full while its tensor pipes idle. */
function bandwidthFinding(group: Group): Finding {
  const { fields } = group.ranks[0] ?? group;
  const of = (id: 'nvlink_tx' | 'tensor') => {
    const value = medianOf(group.ranks, id) ?? group.figures[id] ?? null;
    return value === null ? undefined : formatOf(id, fields[id], value);
  };
  const link = of('nvlink_tx');
  const tensor = of('tensor');
  return {
    tone: 'watch',
    what: `${groupName(group)} is bandwidth-bound`,
    howMuch: tensor && `tensor pipes ${tensor} busy`,
    evidence: link ? `NVLink is saturated: ${link} sent per GPU` : 'NVLink is saturated',
    todo: 'spread the model over fewer GPUs, or make larger batches',
  };
}

/** Groups that the answer tells of: what it says nothing about is not well for that. */
const isTold = ({ facts }: Group): boolean => facts !== undefined;

/** Groups of which it is known what works together. */
const isKnown = ({ facts }: Group): boolean => facts?.kind !== 'unknown';

const untold: Finding = {
  tone: 'watch',
  what: 'This answer does not tell stragglers and losses',
  todo: 'add a query with format table, by cluster, namespace and group',
};

function quietFinding(groups: Group[]): Finding {
  const told = groups.filter(isTold);
  if (told.length === 0) {
    return untold;
  }
  const known = told.filter(isKnown);
  if (known.length === 0) {
    return {
      tone: 'watch',
      what: 'Which GPUs work together is not known',
      evidence: 'several engine ranks without a binding: spread only',
      todo: 'name the group by a label (groupLabels) or a binding in the data source’s settings',
    };
  }
  const spreads = known.flatMap(({ figures: { spread } }) => (spread == null ? [] : [spread]));
  const most = spreads.length > 0 ? `spread at most ${formatFigure(Math.max(...spreads), 'percentunit')}` : undefined;
  const count = `${known.length} ${known.length === 1 ? 'group' : 'groups'}`;
  return { tone: 'good', what: 'No GPU holds its group up in this window', howMuch: most, evidence: count };
}

/** The finding of one group; none where nothing is wrong with it. */
export function findingOf(group: Group, clock: Clock): Finding | undefined {
  const worst = worstOf(group);
  if (worst) {
    return stragglerFinding(group, worst, clock);
  }
  return isBandwidthBound(group) ? bandwidthFinding(group) : undefined;
}

/** What a group lost by its worst stretch. */
function worstLoss(group: Group): number {
  const worst = worstOf(group);
  return worst ? worst.lost_share * (worst.to - worst.from) * group.ranks.length : 0;
}

/**
 * What the panel says first: of what still goes on, else of all, the straggler that costs the most; else what is
 * bandwidth-bound; else that all is well.
 */
export function panelFinding(groups: Group[], clock: Clock): Finding {
  const slowed = [...groups]
    .sort((a, b) => worstLoss(b) - worstLoss(a))
    .flatMap((group) => {
      const worst = worstOf(group);
      return worst ? [stragglerFinding(group, worst, clock)] : [];
    });
  const bound = groups.filter(isBandwidthBound);
  const first = slowed.find(({ tone }) => tone === 'bad') ?? slowed[0] ?? (bound[0] && bandwidthFinding(bound[0]));
  return first ?? quietFinding(groups);
}

/** A finding as one line. */
export const findingInWords = ({ what, howMuch, since, evidence, todo }: Finding): string =>
  [what, howMuch, since, evidence, todo].filter(Boolean).join(' · ');
