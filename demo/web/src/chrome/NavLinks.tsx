import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { Link, useLocation } from 'react-router-dom';
import { activeUrl } from './navItems';
import type { NavItem } from './navItems';

/** The pages, as links. */
export function NavLinks({ items }: { items: NavItem[] }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const active = activeUrl(items, pathname);
  return (
    <nav className={styles.list} aria-label="Pages">
      {items.map(({ text, url, icon }) => (
        <Link
          key={url}
          to={url}
          className={cx(styles.link, url === active && styles.active)}
          aria-current={url === active ? 'page' : undefined}
          title={text}
          data-testid={`data-testid nav ${text}`}
        >
          <Icon name={icon} />
          <span className={styles.text}>{text}</span>
        </Link>
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    [theme.breakpoints.down('lg')]: { flexDirection: 'row', overflowX: 'auto' },
  }),
  link: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    minWidth: 0,
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
    [theme.breakpoints.down('lg')]: { flexShrink: 0, maxWidth: 220 },
  }),
  active: css({
    color: theme.colors.text.primary,
    background: theme.colors.action.selected,
    '&::before': {
      content: '" "',
      position: 'absolute',
      left: 0,
      top: theme.spacing(0.5),
      bottom: theme.spacing(0.5),
      width: theme.spacing(0.5),
      borderRadius: theme.shape.radius.default,
      backgroundImage: theme.colors.gradients.brandVertical,
    },
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
});
