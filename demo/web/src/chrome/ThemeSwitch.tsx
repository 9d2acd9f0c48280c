import { ToolbarButton, useTheme2 } from '@grafana/ui';
import { switchTheme } from '../boot/bootData';

/** Changes between the dark and the light theme. */
export function ThemeSwitch() {
  const { isDark } = useTheme2();
  const other = isDark ? 'light' : 'dark';
  return (
    <ToolbarButton
      icon={isDark ? 'sun' : 'moon'}
      tooltip={`Switch to the ${other} theme`}
      aria-label={`Switch to the ${other} theme`}
      onClick={() => switchTheme(other)}
    />
  );
}
