import { type PanelOptionsEditorBuilder } from '@grafana/data';

import { choicesOf } from './choices';

/** Where the legend of a chart stands. */
export type LegendPlace = 'bottom' | 'right' | 'hidden';
export const LEGEND_PLACES: readonly LegendPlace[] = ['bottom', 'right', 'hidden'];

const placeNames: Record<LegendPlace, string> = { bottom: 'Bottom', right: 'Right', hidden: 'Hidden' };

interface Options<V> {
  legend: LegendPlace;
  legendValues: V[];
}

interface Words<V extends string> {
  /** What the legend can say of each series, by what it is called. */
  names: Record<V, string>;
  /** How the values are computed. */
  description: string;
}

/** The options of a chart's legend: where it stands, and what it says of each series in the order of `values`. */
export function addLegend<V extends string, T extends Options<V>>(
  builder: PanelOptionsEditorBuilder<T>,
  defaults: T,
  values: readonly V[],
  { names, description }: Words<V>,
  showIf: (options: T) => boolean
): void {
  builder
    .addRadio({
      path: 'legend',
      name: 'Legend',
      defaultValue: defaults.legend,
      settings: { options: choicesOf(LEGEND_PLACES, (place) => placeNames[place]) },
      showIf,
    })
    .addMultiSelect({
      path: 'legendValues',
      name: 'Legend values',
      description,
      defaultValue: defaults.legendValues,
      settings: { options: choicesOf(values, (value) => names[value]) },
      showIf,
    });
}
