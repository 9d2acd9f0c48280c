import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** A label for screen readers only, where the place of a field already says what it is. */
export function HiddenLabel({ htmlFor, text }: { htmlFor: string; text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <label htmlFor={htmlFor} className={styles.hidden}>
      {text}
    </label>
  );
}

const getStyles = () => ({
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
