import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { Inspector } from '../probe/Inspector';
import { Logo } from './Logo';
import { NavLinks } from './NavLinks';
import { Notifications } from './Notifications';
import { PreviewBadge } from './PreviewBadge';
import { ThemeSwitch } from './ThemeSwitch';
import { useNav } from './useNav';

/** The frame around every page: top bar, navigation, notifications. */
export function Shell({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const items = useNav();
  return (
    <div className={styles.shell}>
      <header className={styles.bar}>
        <Logo />
        <div className={styles.grow} />
        <PreviewBadge />
        <ThemeSwitch />
      </header>
      <div className={styles.below}>
        <aside className={styles.side}>
          <NavLinks items={items} />
        </aside>
        <main className={styles.main} id="pageContent">
          {children}
        </main>
      </div>
      <Notifications />
      <Inspector />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  shell: css({ display: 'flex', flexDirection: 'column', height: '100vh', background: theme.colors.background.canvas }),
  bar: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: theme.spacing(5),
    flexShrink: 0,
    padding: theme.spacing(0, 1, 0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  grow: css({ flexGrow: 1 }),
  below: css({
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    [theme.breakpoints.down('lg')]: { flexDirection: 'column' },
  }),
  side: css({
    width: 224,
    flexShrink: 0,
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    overflowY: 'auto',
    [theme.breakpoints.down('lg')]: {
      width: 'auto',
      padding: theme.spacing(0.5, 1),
      borderRight: 'none',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      overflowY: 'visible',
    },
  }),
  main: css({ flexGrow: 1, minWidth: 0, minHeight: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column' }),
});
