import { SceneObjectBase } from '@grafana/scenes';
import type { SceneComponentProps, SceneObjectState } from '@grafana/scenes';
import { Text } from '@grafana/ui';

interface DashboardTitleState extends SceneObjectState {
  title: string;
}

/** The dashboard's name, at the left of its top row. */
export class DashboardTitle extends SceneObjectBase<DashboardTitleState> {
  static Component = ({ model }: SceneComponentProps<DashboardTitle>) => (
    <Text element="h1" variant="h4">
      {model.useState().title}
    </Text>
  );
}
