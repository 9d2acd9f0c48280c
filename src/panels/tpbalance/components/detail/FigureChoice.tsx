import { Combobox, RadioButtonGroup } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type ChartFigure, nameOf } from '../../model/figures';

interface Props {
  figures: ChartFigure[];
  chosen: ChartFigure;
  width: number;
  onChoose: (figure: ChartFigure) => void;
}

// Width that a button of the usual length needs.
const BUTTON = 118;
const LIST_UNITS = 24;

/** What the charts of an opened row show. */
export function FigureChoice({ figures, chosen, width, onChoose }: Props) {
  const options = useMemo(() => figures.map((value) => ({ value, label: nameOf(value) })), [figures]);
  return width >= options.length * BUTTON ? (
    <RadioButtonGroup size="sm" aria-label="Figure" options={options} value={chosen} onChange={onChoose} />
  ) : (
    <Combobox
      aria-label="Figure"
      options={options}
      value={chosen}
      width={LIST_UNITS}
      onChange={({ value }) => onChoose(value)}
    />
  );
}
