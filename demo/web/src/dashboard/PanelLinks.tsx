import type { DataLink, LinkTarget } from '@grafana/data';
import { sceneGraph, SceneObjectBase } from '@grafana/scenes';
import type { SceneComponentProps, SceneObjectState } from '@grafana/scenes';
import { Dropdown, Icon, Menu, PanelChrome, ToolbarButton } from '@grafana/ui';

interface PanelLinksState extends SceneObjectState {
  links: DataLink[];
}

/** A panel's links beside its title: one as an icon, several as a menu. */
export class PanelLinks extends SceneObjectBase<PanelLinksState> {
  static Component = PanelLinksRenderer;

  /** The links with their variables filled in. */
  resolve(): Array<{ title: string; href: string; target?: LinkTarget }> {
    return this.state.links.map((link) => ({
      title: sceneGraph.interpolate(this, link.title, undefined, 'text'),
      href: sceneGraph.interpolate(this, link.url),
      target: link.targetBlank ? '_blank' : undefined,
    }));
  }
}

function PanelLinksRenderer({ model }: SceneComponentProps<PanelLinks>) {
  const links = model.resolve();
  if (links.length === 1) {
    const [{ href, title, target }] = links;
    return (
      <PanelChrome.TitleItem href={href} target={target} title={title}>
        <Icon name="external-link-alt" size="md" />
      </PanelChrome.TitleItem>
    );
  }
  const menu = (
    <Menu>
      {links.map(({ title, href, target }) => (
        <Menu.Item key={href} label={title} url={href} target={target} />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <ToolbarButton icon="external-link-alt" iconSize="md" aria-label="Panel links" />
    </Dropdown>
  );
}
