import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { APP_ID } from './ids';
import { pluginSettings } from './pluginSettings';
import { usePromise } from './usePromise';

/** The plugin's logo and name; leads home. */
export function Logo() {
  const styles = useStyles2(getStyles);
  const loaded = usePromise(() => pluginSettings(APP_ID), APP_ID);
  const settings = loaded.state === 'done' ? loaded.value : undefined;
  const small = settings?.info?.logos?.small;
  return (
    <Link to="/" className={styles.logo}>
      {small && <img src={`/${small.replace(/^\/+/, '')}`} alt="" width={24} height={24} />}
      <span>Tokenpath</span>
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  logo: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
});
