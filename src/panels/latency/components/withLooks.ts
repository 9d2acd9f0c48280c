import { type GrafanaTheme2 } from '@grafana/data';

import { type TooltipLine as DrawnLine } from '../../../shared/panel/tooltip/TooltipTable';
import { lookOf } from '../model/display';
import { type FieldsById } from '../model/rows';
import { type TooltipLine } from '../model/tooltip';

const isDrawn = ({ id }: TooltipLine): boolean => id !== 'requests' && id !== 'decomposed';

/** The lines of a tooltip with the looks of their series. */
export const withLooks = (theme: GrafanaTheme2, lines: TooltipLine[], fields: FieldsById): DrawnLine[] =>
  lines.map((line) => ({
    ...line,
    strong: line.id === 'e2e',
    look: isDrawn(line) ? lookOf(theme, line.id, fields) : undefined,
  }));
