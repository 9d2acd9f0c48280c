import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Toggletip, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Insertable } from '../../model/insertable';

interface Props {
  /** What the button says. */
  label: string;
  title: string;
  items: Insertable[];
  onInsert: (word: string) => void;
  testId?: string;
}

/** A button that shows what a text may hold; a press on a word puts it at the text's end. */
export function InsertHelp({ label, title, items, onInsert, testId }: Props) {
  return (
    <Toggletip title={title} placement="bottom-end" content={<Words items={items} onInsert={onInsert} />}>
      <Button variant="secondary" fill="text" icon="question-circle" data-testid={testId}>
        {label}
      </Button>
    </Toggletip>
  );
}

function Words({ items, onInsert }: Pick<Props, 'items' | 'onInsert'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.list}>
      {items.map(({ text, gives, insert }) => {
        const words = (
          <>
            <code className={styles.word}>{text}</code>
            <span className={styles.gives}>{gives}</span>
          </>
        );
        return insert === undefined ? (
          <div key={text} className={styles.item}>
            {words}
          </div>
        ) : (
          <button key={text} type="button" className={styles.item} onClick={() => onInsert(insert)}>
            {words}
          </button>
        );
      })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'grid', maxHeight: 320, overflowY: 'auto' }),
  item: css({
    display: 'grid',
    gridTemplateColumns: '148px 1fr',
    gap: theme.spacing(1),
    alignItems: 'baseline',
    padding: theme.spacing(0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    textAlign: 'left',
    'button&:hover': { background: theme.colors.action.hover },
  }),
  word: css({ justifySelf: 'start', overflowWrap: 'anywhere' }),
  gives: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
