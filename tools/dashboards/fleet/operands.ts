import { type Operand } from '../../../src/shared/types.gen';

/** Generated tokens per second. */
export const tokens: Operand = { as: 'tokens', signal: 'generation_tokens', stat: 'rate' };

/** GPUs held, by owned time and share. */
export const gpuCount: Operand = { as: 'held', signal: 'gpu_count' };

/** Money per second; the formulas make it per hour and per token. */
export const cost: Operand = { as: 'cost', signal: 'gpu_cost', stat: 'rate' };

/** Money per hour, in the currency of the prices. */
export const costPerHour: Operand = { as: 'per_hour', formula: 'cost * 3600', unit: 'currency{{currency}}' };

/** Money per million generated tokens; undefined where none were generated. */
export const costPerMtok: Operand = { as: 'per_mtok', formula: 'cost / tokens * 1e6', unit: 'currency{{currency}}' };

/** Generated tokens per second and GPU held. */
export const tokensPerGpu: Operand = { as: 'per_gpu', formula: 'tokens / held', unit: 'none' };

/** Tensor pipe activity, over the GPUs of a row by the reduction named. */
export function tensorActive(as: string, reduce: Operand['reduce']): Operand {
  return { as, signal: 'gpu_tensor_active', reduce };
}

/** The operand, computed but not shown. */
export function hidden(operand: Operand): Operand {
  return { ...operand, hide: true };
}
