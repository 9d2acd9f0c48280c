import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Row } from '../../model/rows';
import { type TooltipLine } from '../../model/tooltip';
import { Swatch } from '../Swatch';

interface Props {
  title: string;
  row: Row;
  lines: TooltipLine[];
  links?: LinkModel[];
}

const hasSwatch = ({ id }: TooltipLine) => id !== 'requests' && id !== 'decomposed';

/** What is under the pointer: every phase with its share, the lines with their buckets, the requests. */
export function ChartTooltip({ title, row, lines, links = [] }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tooltip} data-testid={testIds.latency.tooltip}>
      <div className={styles.title}>{title}</div>
      <div className={styles.row}>{row.label}</div>
      <table className={styles.table}>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={cx(line.id === 'e2e' && styles.strong)}>
              <td className={styles.swatch}>{hasSwatch(line) && <Swatch id={line.id} fields={row.fields} />}</td>
              <td>
                {line.name}
                {line.note && <div className={styles.note}>{line.note}</div>}
              </td>
              <td className={styles.figure}>{line.value}</td>
              <td className={styles.figure}>{line.share}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {links.map(({ title: name, href, target, onClick }) => (
        <a key={name + href} className={styles.link} href={href} target={target} rel="noreferrer" onClick={onClick}>
          {name}
        </a>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    display: 'grid',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1),
    whiteSpace: 'normal',
    maxWidth: 420,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  row: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  table: css({
    fontVariantNumeric: 'tabular-nums',
    '& td': { padding: theme.spacing(0.125, 0.5), verticalAlign: 'top' },
  }),
  swatch: css({ width: 26, lineHeight: 1 }),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  note: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  figure: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
  link: css({ color: theme.colors.text.link }),
});
