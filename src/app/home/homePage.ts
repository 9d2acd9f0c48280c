import { EmbeddedScene, SceneAppPage, SceneTimeRange } from '@grafana/scenes';

import { pagePath, ROUTES } from '../routes';

import { HomeScene } from './HomeScene';

/** Home: what is connected, how much of it could be joined, and what to do next. */
export function homePage(): SceneAppPage {
  return new SceneAppPage({
    title: 'Tokenpath',
    subTitle: 'From silicon to tokens and back to the bill: what is connected, and how much of it could be joined.',
    url: pagePath(ROUTES.home),
    // The app's own route has taken "home" off the path already.
    routePath: '*',
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    getScene: () => new EmbeddedScene({ body: new HomeScene() }),
  });
}
