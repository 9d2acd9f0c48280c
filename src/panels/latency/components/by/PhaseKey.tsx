import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { displayNameOf } from '../../model/display';
import { type FigureId, PHASES } from '../../model/figures';
import { type FieldsById } from '../../model/rows';
import { Swatch } from '../Swatch';

interface Props {
  fields: FieldsById;
  /** Whether there is end-to-end time of which no phase is known. */
  hasUndivided: boolean;
  slo?: string;
}

/** What the colours of the bars mean. */
export function PhaseKey({ fields, hasUndivided, slo }: Props) {
  const styles = useStyles2(getStyles);
  const ids: FigureId[] = [...PHASES.filter((id) => fields[id]), 'e2e'];
  return (
    <ul className={styles.key} aria-label="Legend">
      {ids.map((id) => (
        <li key={id} className={styles.item}>
          <Swatch id={id} fields={fields} />
          {displayNameOf(id, fields)}
        </li>
      ))}
      {hasUndivided && (
        <li className={styles.item}>
          <span aria-hidden className={styles.undivided} />
          Not divided
        </li>
      )}
      {slo && (
        <li className={styles.item}>
          <span aria-hidden className={styles.slo} />
          SLO {slo}
        </li>
      )}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1.5),
    margin: 0,
    padding: theme.spacing(0.5, 0, 0, 0),
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  undivided: css({
    width: theme.spacing(1.5),
    height: theme.spacing(1.25),
    border: `1px solid ${theme.colors.text.secondary}`,
  }),
  slo: css({ height: theme.spacing(1.5), borderLeft: `1px dashed ${theme.colors.error.text}` }),
});
