import { type AnswerField } from './answerField';

const compared = 'Ranks compared';
const pipes = 'What the GPUs do';
const silicon = 'Clocks, power and heat';
const traffic = 'Links and collectives';

/** The fields of a balance query, in the order in which they are answered. */
export const balanceFields: AnswerField[] = [
  { value: 'tensor', label: 'Tensor activity', group: compared, description: 'Mean over time and ranks' },
  { value: 'tensor_max', label: 'Busiest rank', group: compared, description: 'Its tensor activity' },
  { value: 'tensor_min', label: 'Least busy rank', group: compared, description: 'Its tensor activity' },
  { value: 'spread', label: 'Spread', group: compared, description: '(busiest − least busy) ÷ busiest' },
  { value: 'lost_gpu_seconds', label: 'Lost GPU-seconds', group: compared, description: 'Waiting for the busiest rank' },
  { value: 'lost_money', label: 'Lost money', group: compared, description: 'The same at the GPUs’ prices' },
  { value: 'straggler', label: 'Straggler', group: compared, description: '1 where one rank holds the others up' },
  {
    value: 'bandwidth_bound',
    label: 'Bandwidth-bound',
    group: compared,
    description: '1 where NVLink is full and tensor pipes idle',
  },
  { value: 'sm_active', label: 'SM activity', group: pipes, description: 'Multiprocessors with work' },
  { value: 'dram', label: 'DRAM activity', group: pipes, description: 'Memory busy with reads or writes' },
  { value: 'clock', label: 'SM clock', group: silicon, description: 'Mean of the ranks' },
  { value: 'memory_clock', label: 'Memory clock', group: silicon, description: 'Mean of the ranks' },
  { value: 'power', label: 'Power', group: silicon, description: 'Sum of the ranks' },
  { value: 'temperature', label: 'Temperature', group: silicon, description: 'Mean of the ranks' },
  { value: 'memory_temperature', label: 'Memory temperature', group: silicon, description: 'Mean of the ranks' },
  { value: 'throttle', label: 'Throttling', group: silicon, description: 'Share of time, for any reason' },
  { value: 'nvlink_tx', label: 'NVLink sent', group: traffic, description: 'Sum of the ranks' },
  { value: 'nvlink_rx', label: 'NVLink received', group: traffic, description: 'Sum of the ranks' },
  { value: 'pcie_tx', label: 'PCIe sent', group: traffic, description: 'Sum of the ranks' },
  { value: 'pcie_rx', label: 'PCIe received', group: traffic, description: 'Sum of the ranks' },
  { value: 'ecc_errors', label: 'ECC errors', group: silicon, description: 'Counted in the time' },
  { value: 'nccl_busbw', label: 'NCCL bus bandwidth', group: traffic, description: 'Mean of sampled collectives' },
  { value: 'nccl_time', label: 'NCCL time', group: traffic, description: 'Mean of sampled collectives' },
  { value: 'gpus', label: 'GPUs', group: compared, description: 'Owned device-time ÷ the time' },
];
