import { APP_ID } from '../shared/ids';

/** Where the app's pages live, relative to the app. */
export const ROUTES = { home: 'home', doctor: 'doctor' } as const;

/** The whole path of a page of the app. */
export function pagePath(route: string): string {
  return `/a/${APP_ID}/${route}`;
}
