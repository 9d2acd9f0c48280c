import { Combobox, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { unseenStyles } from '../../../../shared/panel/Unseen';

import { endToEndOf, type RowChoice } from '../../model/rowChoice';

interface Props {
  choices: RowChoice[];
  chosen: string;
  width: number;
  onChoose: (key: string) => void;
}

/** The choice of a row where there is no room for a list. */
export function RowPicker({ choices, chosen, width, onChoose }: Props) {
  const id = useId();
  const styles = useStyles2(unseenStyles);
  // Grafana 12 takes a new list of options for a new choice, so the list stays the same between renders.
  const options = useMemo(
    () =>
      choices.map((choice) => ({
        value: choice.row.key,
        label: choice.row.label,
        description: endToEndOf(choice),
      })),
    [choices]
  );
  // Grafana's widths are in units of eight pixels.
  const units = Math.max(12, Math.min(32, Math.floor(width / 16)));
  return (
    <>
      {/* Grafana 12.4.0 passes neither a name nor an id on to the field, but what names it. */}
      <span id={id} className={styles.unseen}>
        Row
      </span>
      <Combobox
        aria-labelledby={id}
        options={options}
        value={chosen}
        width={units}
        onChange={({ value }) => value !== chosen && onChoose(value)}
      />
    </>
  );
}
