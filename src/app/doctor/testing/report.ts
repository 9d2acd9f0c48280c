import {
  type DoctorLayer,
  type DoctorResponse,
  type DoctorSignal,
  type DoctorStep,
  type MaturityLevel,
} from '../../../shared/types.gen';

const rung = (level: number, title: string, evidence: string[], missing: string[] = []): MaturityLevel => ({
  level,
  title,
  reached: missing.length === 0,
  evidence,
  missing,
});

/** A layer with what a test says of it. */
export const layer = (id: string, title: string, more: Partial<DoctorLayer> = {}): DoctorLayer => ({
  id,
  title,
  state: 'ready',
  summary: '',
  systems: [],
  present: 3,
  total: 3,
  problems: [],
  ...more,
});

/** A signal that is as it should be, but for what a test says of it. */
export const signal = (id: string, title: string, more: Partial<DoctorSignal> = {}): DoctorSignal => ({
  signal: id,
  title,
  layer: 'gpu',
  family: 'gpu',
  system: 'dcgm',
  state: 'ready',
  names: [],
  on: 24,
  of: 24,
  of_what: 'GPUs',
  cadence_s: 15,
  newest_age_s: 3.2,
  keys: ['cluster', 'node', 'gpu_uuid'],
  missing_keys: [],
  ...more,
});

/** The step that switches the profiling fields on. */
export const profilingStep: DoctorStep = {
  id: 'dcgm-profiling-fields',
  title: 'Switch on DCGM’s profiling fields',
  why: 'Without them the tensor pipe is unknown, and utilization says only that some kernel ran.',
  layer: 'gpu',
  level: 2,
  signals: ['gpu_tensor_active', 'gpu_dram_active'],
  language: 'csv',
  where: 'dcgm-exporter: the file given with --collectors',
  code: 'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE, gauge, Ratio of cycles the tensor pipe is active.',
};

/** A report of a fleet at level 2, with something wrong in most layers. */
export const report: DoctorResponse = {
  level: 2,
  levels: [
    rung(0, 'Nothing specific', ['The store answers']),
    rung(1, 'Engine metrics only', ['3 engines, 12 replicas']),
    rung(2, 'Engine plus GPU correlated', ['22 of 24 GPUs have a known owner']),
    rung(3, 'Distributed tracing', ['Gateway series of 1 system'], ['No exemplars with trace ids']),
    rung(4, 'Kernel and fabric depth', [], ['No InfiniBand series', 'No NCCL series']),
  ],
  layers: [
    layer('gpu', 'GPU', {
      state: 'partial',
      summary: '24 GPUs on 4 nodes, 22 with an owner',
      systems: [{ system: 'dcgm', title: 'DCGM exporter', era: '4.x', targets: 24, of: 'GPUs' }],
      present: 2,
      total: 3,
      problems: ['The tensor pipe is unknown on 8 of 24 GPUs.', 'Two GPUs have no owner.', 'A third thing.'],
    }),
    layer('engine', 'Engine', {
      summary: '12 replicas of 3 models',
      systems: [{ system: 'vllm', title: 'vLLM', targets: 12, of: 'replicas', note: 'Two generations of names.' }],
    }),
    layer('traces', 'Traces', { state: 'missing', summary: 'No exemplars', present: 0, total: 0 }),
    layer('cost', 'Cost', { state: 'unreachable', summary: 'Could not be asked', present: 0, total: 2 }),
  ],
  signals: [
    signal('gpu_power', 'Power', { names: ['DCGM_FI_DEV_POWER_USAGE'] }),
    signal('gpu_tensor_active', 'Tensor activity', {
      state: 'partial',
      names: ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'DCGM_FI_PROF_TENSOR_OLD'],
      on: 16,
      why: 'Eight GPUs do not report it.',
      switch_on: profilingStep,
    }),
    signal('gpu_dram_active', 'DRAM activity', {
      state: 'absent',
      on: 0,
      cadence_s: 0,
      newest_age_s: undefined,
      looked_for: ['DCGM_FI_PROF_DRAM_ACTIVE'],
      keys: [],
      why: 'The field is not collected.',
      switch_on: profilingStep,
    }),
    signal('gpu_temperature', 'Temperature', {
      state: 'unkeyed',
      names: ['nvidia_smi_temperature'],
      system: 'nvidia-smi',
      keys: ['node'],
      missing_keys: ['gpu_uuid'],
      why: 'Its series have no label with the GPU’s UUID.',
    }),
    signal('gpu_xid', 'XID errors', { state: 'stale', names: ['DCGM_FI_DEV_XID_ERRORS'], newest_age_s: 4210 }),
    signal('gpu_memory_temperature', 'Memory temperature', {
      state: 'not-reported',
      on: 0,
      of: 0,
      newest_age_s: undefined,
    }),
    signal('ttft', 'Time to first token', { layer: 'engine', family: 'engine', system: 'vllm', of_what: 'replicas' }),
  ],
  next: [
    profilingStep,
    {
      id: 'traces',
      title: 'Send traces with exemplars',
      why: 'They lead from a spike to a request.',
      layer: 'traces',
      level: 3,
    },
    {
      id: 'price',
      title: 'Declare a price',
      why: 'Costs can then be computed.',
      layer: 'cost',
      level: 2,
      language: 'yaml',
      code: 'prices:\n  - gpu: H100',
    },
    { id: 'fourth', title: 'A fourth step', why: 'It is less urgent.', layer: 'engine', level: 2 },
    { id: 'fifth', title: 'A fifth step', why: 'It is the least urgent.', layer: 'engine', level: 2 },
  ],
  labels: [
    {
      label: 'request_id',
      family: 'gateway',
      metric: 'gateway_requests_total',
      values: 81_234,
      series: 90_000,
      without: 120,
      advice: 'Keep it in traces.',
    },
    {
      label: 'pod_uid',
      family: 'gpu',
      metric: 'DCGM_FI_DEV_POWER_USAGE',
      values: 40,
      series: 80,
      without: 60,
      advice: 'Drop it.',
    },
  ],
  notices: ['The cost store did not answer: connection refused.'],
};

/** A report of a store that holds nothing that the catalog knows. */
export const emptyReport: DoctorResponse = {
  ...report,
  level: 0,
  layers: report.layers.map((one) => ({ ...one, state: 'missing', systems: [], present: 0, problems: [] })),
  signals: [],
  labels: [],
  notices: [],
};
