import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { DashboardLinkBuilder, DashboardLinkType, type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';

/** A link above the dashboard. */
export interface Link {
  title: string;
  url: string;
  icon: string;
  tooltip: string;
  newTab?: boolean;
  /** Takes the time range and the variables along. */
  keep?: boolean;
}

/** The SDK knows one placement only, the controls' menu; a link without one stands where it is seen. */
export function link({ title, url, icon, tooltip, newTab = false, keep = false }: Link): Builder<DashboardLink> {
  const builder = new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(url)
    .icon(icon)
    .tooltip(tooltip)
    .targetBlank(newTab)
    .keepTime(keep)
    .includeVars(keep);
  return {
    build: () => {
      const { placement: _menu, ...visible } = builder.build();
      return visible;
    },
  };
}
