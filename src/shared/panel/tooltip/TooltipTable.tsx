import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Look, Swatch } from '../legend/Swatch';
import { testIds } from '../../testIds';

/** A line of a tooltip. */
export interface TooltipLine {
  id: string;
  name: string;
  value: string;
  /** A second figure, such as a part of the whole. */
  share?: string;
  /** A quantile's bucket, what an estimate is estimated from, a reason. */
  note?: string;
  look?: Look;
  strong?: boolean;
}

interface Props {
  title: string;
  /** What the lines are of: a row's label. */
  of?: string;
  lines: TooltipLine[];
  links?: LinkModel[];
}

/** What is under the pointer: figures with their looks, shares and notes, and the links of a value. */
export function TooltipTable({ title, of, lines, links = [] }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tooltip} data-testid={testIds.panel.tooltip}>
      <div className={styles.title}>{title}</div>
      {of && <div className={styles.row}>{of}</div>}
      <table className={styles.table}>
        <tbody>
          {lines.map(({ id, name, value, share, note, look, strong }) => (
            <tr key={id} className={cx(strong && styles.strong)}>
              <td className={styles.swatch}>{look && <Swatch look={look} />}</td>
              <td>
                {name}
                {note && <div className={styles.note}>{note}</div>}
              </td>
              <td className={styles.figure}>{value}</td>
              <td className={styles.figure}>{share}</td>
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
