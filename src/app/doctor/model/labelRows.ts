import { formatFigure, NOT_AVAILABLE } from '../../../shared/format';
import { type DoctorLabel } from '../../../shared/types.gen';

/** A label that costs the store more than it tells, as a row. */
export interface LabelRow {
  key: string;
  label: DoctorLabel;
  values: number;
  series: number;
  /** Share of the series that would go with the label, 0 to 1; −1 where it cannot be told. */
  saving: number;
  savingText: string;
}

/** The share of series that would be saved if the label were aggregated away: 1 − without ÷ series. */
export function savingOf({ series, without }: DoctorLabel): number {
  return series > 0 ? Math.min(Math.max(1 - without / series, 0), 1) : -1;
}

/** The labels as rows, those first that would save most series. */
export function labelRows(labels: DoctorLabel[]): LabelRow[] {
  return labels
    .map((label) => {
      const saving = savingOf(label);
      return {
        key: `${label.family} ${label.metric} ${label.label}`,
        label,
        values: label.values,
        series: label.series,
        saving,
        savingText: saving < 0 ? NOT_AVAILABLE : formatFigure(saving, 'percentunit'),
      };
    })
    .sort((a, b) => b.series - b.label.without - (a.series - a.label.without) || a.key.localeCompare(b.key));
}
