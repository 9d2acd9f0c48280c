import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId, useState } from 'react';

import { Editable } from './Editable';

interface Props {
  title: string;
  /** What is set in it, in a few words; stands beside the title, so that a closed section need not be opened. */
  summary: string;
  /** Something in it is wrong; says what while it is closed. Open, its fields say it. */
  problem?: string;
  description?: ReactNode;
  startOpen?: boolean;
  /** It holds further sections to open; they disable their own fields where nothing can be changed. */
  holdsFolds?: boolean;
  testId?: string;
  children: ReactNode;
}

/** A section that opens and closes. Its content is only drawn while it is open. */
export function Fold({ title, summary, problem, description, startOpen = false, holdsFolds, ...rest }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [isOpen, setOpen] = useState(startOpen);
  const complaint = isOpen ? undefined : problem;
  return (
    <section aria-labelledby={`${id}-title`} className={styles.section} data-testid={rest.testId}>
      <h4 className={styles.heading}>
        <button
          type="button"
          className={styles.button}
          aria-expanded={isOpen}
          aria-controls={`${id}-body`}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
          <span id={`${id}-title`}>{title}</span>
          <span className={complaint ? styles.problem : styles.summary} title={complaint}>
            {complaint && <Icon name="exclamation-triangle" />} {complaint ?? summary}
          </span>
        </button>
      </h4>
      <div id={`${id}-body`} className={styles.body} hidden={!isOpen}>
        {isOpen && (
          <>
            {description && <p className={styles.description}>{description}</p>}
            {holdsFolds ? rest.children : <Editable>{rest.children}</Editable>}
          </>
        )}
      </div>
    </section>
  );
}

const oneLine = {
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  flex: '1 1 0',
  minWidth: 0,
} as const;

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ borderTop: `1px solid ${theme.colors.border.weak}`, maxWidth: 1040 }),
  heading: css({ margin: 0 }),
  button: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(1, 0),
    border: 0,
    background: 'transparent',
    textAlign: 'left',
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { background: theme.colors.action.hover },
  }),
  summary: css({
    ...oneLine,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.body.fontSize,
    fontWeight: 400,
  }),
  problem: css({
    ...oneLine,
    color: theme.colors.error.text,
    fontSize: theme.typography.body.fontSize,
    fontWeight: 400,
  }),
  body: css({ padding: theme.spacing(0.5, 0, 2, 3) }),
  description: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(2), maxWidth: 720 }),
});
