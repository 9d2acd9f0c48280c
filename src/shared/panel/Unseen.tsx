import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  testId?: string;
}

/** Words for those who hear the page: a canvas says nothing, and a label is shortened. */
export function Unseen({ children, testId }: Props) {
  const styles = useStyles2(unseenStyles);
  return (
    <span className={styles.unseen} data-testid={testId}>
      {children}
    </span>
  );
}

/** For an element that is to be heard and not seen. */
export const unseenStyles = () => ({
  unseen: css({ position: 'absolute', width: 1, height: 1, margin: -1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
