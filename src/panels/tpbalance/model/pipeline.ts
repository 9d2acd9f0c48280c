import { type NCCLCollective, type PipelineStage } from '../../../shared/types.gen';

import { type Group } from './groups';

/** A group's collectives, the slowest first; none where no NCCL Inspector is scraped. */
export const collectivesOf = ({ facts }: Group): NCCLCollective[] =>
  [...(facts?.nccl ?? [])].sort((a, b) => (b.time_p50 ?? 0) - (a.time_p50 ?? 0));

/** The stages of a pipeline, in order; none where a group is no pipeline. */
export const stagesOf = ({ facts }: Group): PipelineStage[] => facts?.stages ?? [];
