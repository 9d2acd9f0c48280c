import { toIconName } from '@grafana/data';
import { sceneGraph, SceneObjectBase, VariableDependencyConfig } from '@grafana/scenes';
import type { SceneComponentProps, SceneObjectState } from '@grafana/scenes';
import { LinkButton, Stack } from '@grafana/ui';
import type { ResolvedLink } from './links';

interface DashboardLinksState extends SceneObjectState {
  links: ResolvedLink[];
}

/** Icons that Grafana's dashboards name otherwise than its icon set. */
const ICONS: Record<string, string> = {
  'external link': 'external-link-alt',
  dashboard: 'apps',
  question: 'question-circle',
  info: 'info-circle',
  bolt: 'bolt',
  doc: 'file-alt',
  cloud: 'cloud',
};

/** A dashboard's links in its control bar. */
export class DashboardLinks extends SceneObjectBase<DashboardLinksState> {
  static Component = DashboardLinksRenderer;
  // Links carry variables and the time range along, so they follow both.
  protected _variableDependency = new VariableDependencyConfig(this, {
    statePaths: ['links'],
    onAnyVariableChanged: () => this.forceRender(),
  });
}

function DashboardLinksRenderer({ model }: SceneComponentProps<DashboardLinks>) {
  sceneGraph.getTimeRange(model).useState();
  const { links } = model.useState();
  return (
    <Stack gap={1} wrap="wrap">
      {links.map((link) => (
        <LinkButton
          key={link.title + link.url}
          variant="secondary"
          icon={toIconName(ICONS[link.icon ?? ''] ?? '') ?? 'link'}
          href={sceneGraph.interpolate(model, link.url)}
          target={link.targetBlank ? '_blank' : undefined}
          tooltip={link.tooltip || undefined}
        >
          {sceneGraph.interpolate(model, link.title, undefined, 'text')}
        </LinkButton>
      ))}
    </Stack>
  );
}
