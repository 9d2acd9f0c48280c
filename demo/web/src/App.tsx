import { ThemeContext } from '@grafana/data';
import { config } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, PortalContainer } from '@grafana/ui';
import { Shell } from './chrome/Shell';
import { PreviewRouter } from './PreviewRouter';
import { PreviewRoutes } from './PreviewRoutes';

/** The preview: Grafana's theme, router and portal around the pages. */
export function App() {
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <PreviewRouter>
        <Shell>
          <ErrorBoundaryAlert style="page">
            <PreviewRoutes />
          </ErrorBoundaryAlert>
        </Shell>
        <PortalContainer />
      </PreviewRouter>
    </ThemeContext.Provider>
  );
}
