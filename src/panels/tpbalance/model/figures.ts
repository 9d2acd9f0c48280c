import { type FieldsOf, type FiguresOf } from '../../../shared/panel/model/figureFields';

/** The fields of a balance answer, in the order in which they are shown: of a group, or of one of its GPUs. */
export const FIGURES = [
  'tensor',
  'tensor_max',
  'tensor_min',
  'spread',
  'lost_gpu_seconds',
  'lost_money',
  'straggler',
  'bandwidth_bound',
  'sm_active',
  'dram',
  'clock',
  'memory_clock',
  'power',
  'temperature',
  'memory_temperature',
  'throttle',
  'nvlink_tx',
  'nvlink_rx',
  'pcie_tx',
  'pcie_rx',
  'ecc_errors',
  'nccl_busbw',
  'nccl_time',
  'gpus',
] as const;
export type FigureId = (typeof FIGURES)[number];

export type Figures = FiguresOf<FigureId>;
export type FieldsById = FieldsOf<FigureId>;

/** What a cell can be coloured by, and what the charts of an opened row can show. */
export const CELL_FIGURES = ['tensor', 'sm_active', 'dram', 'clock', 'power', 'temperature'] as const;
export type CellFigure = (typeof CELL_FIGURES)[number];
export const CHART_FIGURES = [...CELL_FIGURES, 'throttle', 'nvlink_tx', 'nvlink_rx'] as const;
export type ChartFigure = (typeof CHART_FIGURES)[number];

const names: Record<FigureId, string> = {
  tensor: 'Tensor activity',
  tensor_max: 'Busiest',
  tensor_min: 'Least busy',
  spread: 'Spread',
  lost_gpu_seconds: 'Lost GPU time',
  lost_money: 'Lost money',
  straggler: 'Straggler',
  bandwidth_bound: 'Bandwidth-bound',
  sm_active: 'SM activity',
  dram: 'Memory activity',
  clock: 'SM clock',
  memory_clock: 'Memory clock',
  power: 'Power',
  temperature: 'Temperature',
  memory_temperature: 'Memory temperature',
  throttle: 'Throttled',
  nvlink_tx: 'NVLink sent',
  nvlink_rx: 'NVLink received',
  pcie_tx: 'PCIe sent',
  pcie_rx: 'PCIe received',
  ecc_errors: 'ECC errors',
  nccl_busbw: 'NCCL bus bandwidth',
  nccl_time: 'NCCL time',
  gpus: 'GPUs',
};

const units: Partial<Record<FigureId, string>> = {
  tensor: 'percentunit',
  tensor_max: 'percentunit',
  tensor_min: 'percentunit',
  spread: 'percentunit',
  lost_gpu_seconds: 's',
  sm_active: 'percentunit',
  dram: 'percentunit',
  clock: 'hertz',
  memory_clock: 'hertz',
  power: 'watt',
  temperature: 'celsius',
  memory_temperature: 'celsius',
  throttle: 'percentunit',
  nvlink_tx: 'Bps',
  nvlink_rx: 'Bps',
  pcie_tx: 'Bps',
  pcie_rx: 'Bps',
  nccl_busbw: 'Bps',
  nccl_time: 's',
};

/** Whether a field's name is a figure's. */
export const isFigure = (name: string): name is FigureId => FIGURES.some((id) => id === name);

/** What a figure is called. */
export const nameOf = (id: FigureId): string => names[id];

/** The Grafana unit that a figure has where its field declares none. */
export const unitOf = (id: FigureId): string => units[id] ?? 'short';
