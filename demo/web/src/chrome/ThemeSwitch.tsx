import { ToolbarButton, useTheme2 } from '@grafana/ui';
import { switchTheme } from '../boot/bootData';

const SUN = 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5';
const MOON = 'M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z';

/** Grafana's icon set has neither a sun nor a moon. */
function Sign({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
      <path d={path} />
    </svg>
  );
}

/** Changes between the dark and the light theme. */
export function ThemeSwitch() {
  const { isDark } = useTheme2();
  const other = isDark ? 'light' : 'dark';
  return (
    <ToolbarButton
      icon={<Sign path={isDark ? SUN : MOON} />}
      tooltip={`Switch to the ${other} theme`}
      aria-label={`Switch to the ${other} theme`}
      onClick={() => switchTheme(other)}
    />
  );
}
