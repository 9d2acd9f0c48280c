import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  title?: ReactNode;
  subTitle?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  tabs?: ReactNode;
  children: ReactNode;
}

/** A page with Grafana's margins: title, what belongs beside it, content. */
export function Page({ title, subTitle, actions, tabs, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page}>
      {(title || actions) && (
        <div className={styles.head}>
          <div className={styles.title}>
            {typeof title === 'string' ? <Text element="h1">{title}</Text> : title}
            {subTitle && <div className={styles.sub}>{subTitle}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {tabs}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    flexGrow: 1,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(3, 4) },
  }),
  head: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2), flexWrap: 'wrap' }),
  title: css({ minWidth: 0 }),
  sub: css({ color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  content: css({ flexGrow: 1, display: 'flex', flexDirection: 'column', minWidth: 0 }),
});
