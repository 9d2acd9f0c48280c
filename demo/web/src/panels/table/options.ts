import { TableCellHeight } from '@grafana/schema';
import type { TableSortByFieldState } from '@grafana/ui';
import type { CustomDefaults } from '../shared/customProperties';

/** Options of Grafana's table panel that the stand-in understands. */
export interface TableOptions {
  frameIndex: number;
  showHeader: boolean;
  cellHeight: TableCellHeight;
  sortBy: TableSortByFieldState[];
}

/** Their defaults in Grafana. */
export const tableDefaults: TableOptions = {
  frameIndex: 0,
  showHeader: true,
  cellHeight: TableCellHeight.Sm,
  sortBy: [],
};

/** Field options of Grafana's table panel with its defaults. */
export const columnDefaults: CustomDefaults = {
  align: 'auto',
  width: undefined,
  minWidth: 50,
  filterable: undefined,
  hidden: undefined,
  'hideFrom.viz': false,
  cellOptions: { type: 'auto' },
  inspect: false,
  wrapHeaderText: false,
};
