import { PageLayoutType } from '@grafana/data';
import type { NavModelItem } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar } from '@grafana/ui';
import { useContext } from 'react';
import { useNavigate } from 'react-router-dom';
import { Page } from './Page';
import { PluginNameContext } from './pluginName';

function Tabs({ items }: { items: NavModelItem[] }) {
  const navigate = useNavigate();
  return (
    <TabsBar>
      {items.map((item) => (
        <Tab
          key={item.text}
          label={item.text}
          icon={item.icon}
          active={item.active}
          href={item.url}
          onChangeTab={(event) => {
            event?.preventDefault();
            navigate(item.url ?? '');
          }}
        />
      ))}
    </TabsBar>
  );
}

function Details({ info = [] }: Pick<PluginPageProps, 'info'>) {
  return info.map(({ label, value }) => (
    <div key={label}>
      <small>{label}</small>
      <div>{value}</div>
    </div>
  ));
}

function visibleTabs(pageNav?: NavModelItem): NavModelItem[] {
  return (pageNav?.children ?? []).filter((item) => !item.hideFromTabs);
}

/** The frame that Grafana draws around an app's page: title, actions and tabs. */
export function PreviewPluginPage(props: PluginPageProps) {
  const { pageNav, subTitle, actions, info, renderTitle, layout, children } = props;
  const pluginName = useContext(PluginNameContext);
  if (layout === PageLayoutType.Canvas || layout === PageLayoutType.Custom) {
    return <Page>{children}</Page>;
  }
  const text = pageNav?.text ?? pluginName;
  const tabs = visibleTabs(pageNav);
  return (
    <Page
      title={renderTitle ? renderTitle(text) : text}
      subTitle={subTitle ?? pageNav?.subTitle}
      actions={
        <>
          <Details info={info} />
          {actions}
        </>
      }
      tabs={tabs.length > 0 ? <Tabs items={tabs} /> : undefined}
    >
      {children}
    </Page>
  );
}
