import type { BootData } from '@grafana/data';

declare global {
  interface Window {
    grafanaBootData?: BootData;
    __grafana_public_path__?: string;
  }
}

/** Themes that the page offers. */
export type PreviewTheme = 'dark' | 'light';

const THEME_KEY = 'tokenpath.preview.theme';

function isTheme(value: string | null | undefined): value is PreviewTheme {
  return value === 'dark' || value === 'light';
}

/** The theme of this visit: the address first, then the choice made before, then the host's user. */
export function chosenTheme(search: string, remembered: string | null, fallback?: string): PreviewTheme {
  const asked = new URLSearchParams(search).get('theme');
  const candidates = [asked, remembered, fallback];
  return candidates.find(isTheme) ?? 'dark';
}

/** Reloads the page in another theme: Grafana's libraries read the theme once, at start. */
export function switchTheme(theme: PreviewTheme): void {
  const url = new URL(window.location.href);
  url.searchParams.set('theme', theme);
  window.location.assign(url);
}

/** Grafana's libraries read these globals while their modules load, so this module is imported first. */
function prepare(): void {
  window.__grafana_public_path__ = '/public/';
  const boot = window.grafanaBootData;
  if (!boot) {
    return;
  }
  const theme = chosenTheme(window.location.search, sessionStorage.getItem(THEME_KEY), boot.user.theme);
  sessionStorage.setItem(THEME_KEY, theme);
  boot.user.theme = theme;
  boot.user.lightTheme = theme === 'light';
}

if (typeof window !== 'undefined') {
  prepare();
}
