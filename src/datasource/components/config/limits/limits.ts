import { type Limits } from '../../../../shared/types.gen';

/** A limit that is a number. */
export interface Limit {
  key: Exclude<keyof Limits, 'timeout'>;
  label: string;
  /** What it protects. */
  about: string;
  /** The default, as pkg/models says. */
  usual: string;
  isSize?: boolean;
}

/** The limits that are numbers, with their defaults. */
export const limits: Limit[] = [
  {
    key: 'series',
    label: 'Series read',
    about: 'Protects Grafana’s server from a selector that matches too much.',
    usual: '50,000',
  },
  {
    key: 'samples',
    label: 'Samples read',
    about: 'Protects its memory from long ranges at short steps.',
    usual: '10,000,000',
  },
  {
    key: 'bytes',
    label: 'Size of one answer of a store',
    about: 'Protects against an endless or wrong body; counted after decompression.',
    usual: '256 MiB',
    isSize: true,
  },
  {
    key: 'memory',
    label: 'Memory of all queries together',
    about: 'What this data source may hold at once. Further queries wait, then are refused.',
    usual: '1 GiB',
    isSize: true,
  },
  {
    key: 'outputSeries',
    label: 'Series answered',
    about: 'Protects the browser. Past it the answer proposes a coarser grain or a top list.',
    usual: '2,000',
  },
  { key: 'outputRows', label: 'Rows answered', about: 'The same for tables and numeric answers.', usual: '20,000' },
];
