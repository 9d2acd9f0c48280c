import { type Field, type GrafanaTheme2 } from '@grafana/data';

import { formatFigure } from '../../../shared/format';
import { type LevelMark } from '../../../shared/panel/chart/series';
import { formatField, limitsOfField } from '../../../shared/panel/model/figure';

/** The levels of a picture: the SLO, and the thresholds of the field that is the whole. */
export function levelsOf(theme: GrafanaTheme2, slo: number | undefined, field: Field | undefined): LevelMark[] {
  const limits = limitsOfField(theme, field).map(({ value, colour }) => ({
    value,
    colour,
    label: formatField(field, value, 's'),
  }));
  const aim =
    slo === undefined ? [] : [{ value: slo, colour: theme.colors.error.text, label: `SLO ${formatFigure(slo, 's')}` }];
  return [...aim, ...limits];
}
