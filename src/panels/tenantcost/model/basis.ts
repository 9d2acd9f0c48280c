import { type DataFrame } from '@grafana/data';

import { BasisEffective, BasisUsage, type Basis } from '../../../shared/types.gen';

/** Both bases, in the order of the switch. */
export const BASES: readonly Basis[] = [BasisEffective, BasisUsage];

/** The dashboard variable that the switch sets where the panel has the answer of one basis only. */
export const BASIS_VARIABLE = 'basis';

const names: Record<Basis, string> = { effective: 'Effective', usage: 'Usage' };
const sentences: Record<Basis, string> = {
  effective:
    'Effective: all money of an interval belongs to the tokens made in it; intervals without a token are idle.',
  usage: 'Usage: only the time in which work ran belongs to tokens; the rest of held GPU time is idle.',
};

/** What a basis is called. */
export const basisName = (basis: Basis): string => names[basis];
/** What a basis means, in a sentence. */
export const basisSentence = (basis: Basis): string => sentences[basis];

function basisOf(frame: DataFrame): Basis | undefined {
  const said: unknown = frame.meta?.custom?.cost?.basis;
  return BASES.find((one) => one === said);
}

/** How the basis is chosen: among the answers that are here, by the dashboard's variable, or not at all. */
export type BasisSwitch = 'frames' | 'variable' | 'none';

/** The basis that is shown, those that can be chosen, and how. */
export interface BasisChoice {
  shown?: Basis;
  by: BasisSwitch;
}

/** Decides which basis to show of those that the frames have, and what a switch would do. */
export function chooseBasis(frames: DataFrame[], wanted: Basis | undefined, variables: string[]): BasisChoice {
  const here = BASES.filter((basis) => frames.some((frame) => basisOf(frame) === basis));
  const shown = here.find((basis) => basis === wanted) ?? here[0];
  if (here.length > 1) {
    return { shown, by: 'frames' };
  }
  return { shown, by: shown && variables.includes(BASIS_VARIABLE) ? 'variable' : 'none' };
}

/** The frames of a basis, and those that do not say theirs. */
export const framesOf = (frames: DataFrame[], basis: Basis | undefined): DataFrame[] =>
  frames.filter((frame) => basis === undefined || (basisOf(frame) ?? basis) === basis);
