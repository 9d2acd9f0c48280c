import { EmbeddedScene, SceneAppPage, SceneTimeRange } from '@grafana/scenes';

import { pagePath, ROUTES } from '../routes';

import { DoctorScene } from './DoctorScene';

/** The doctor: what is there, what is missing, and what to switch on. */
export function doctorPage(): SceneAppPage {
  return new SceneAppPage({
    title: 'Doctor',
    subTitle: 'What the store holds from the silicon to the bill, what is missing, and how to switch it on.',
    url: pagePath(ROUTES.doctor),
    // The app's own route has taken "doctor" off the path already.
    routePath: '*',
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    getScene: () => new EmbeddedScene({ body: new DoctorScene() }),
  });
}
