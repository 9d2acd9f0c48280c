import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { DataLinksContextMenu, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  text: string;
  width: number;
  links: LinkModel[];
  /** The colour of the threshold that the value has reached. */
  colour?: string;
}

/** A figure of a row; with data links, it leads to them. */
export function FigureCell({ text, width, links, colour }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="cell" className={styles.cell} style={{ width, color: colour }} title={text}>
      {links.length === 0 ? (
        text
      ) : (
        <DataLinksContextMenu links={() => links}>
          {({ openMenu, targetClassName }) => (
            <button type="button" className={cx(styles.link, targetClassName)} onClick={openMenu}>
              {text}
            </button>
          )}
        </DataLinksContextMenu>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    flexShrink: 0,
    textAlign: 'right',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  link: css({
    padding: 0,
    border: 0,
    background: 'transparent',
    font: 'inherit',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
