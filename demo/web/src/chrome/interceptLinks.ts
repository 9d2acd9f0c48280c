import { locationService } from '@grafana/runtime';

/** What a click says about how its link should open. */
type Click = Pick<MouseEvent, 'button' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'defaultPrevented'>;

/** The part of a link that decides. */
type Target = Pick<HTMLAnchorElement, 'href' | 'target' | 'origin' | 'pathname'> & { download?: string };

function isPlain(click: Click): boolean {
  const modified = click.ctrlKey || click.metaKey || click.shiftKey || click.altKey;
  return click.button === 0 && !modified && !click.defaultPrevented;
}

/** Says whether a click on a link stays within the page, so that nothing has to be loaded again. */
export function staysInPage(click: Click, link: Target, origin: string): boolean {
  const ownTab = !link.target || link.target === '_self';
  const isPage = link.origin === origin && !/^\/(api|public)\//.test(link.pathname);
  return isPlain(click) && ownTab && !link.download && isPage;
}

/** Turns clicks on links to pages into navigation, as Grafana does; returns the function that ends it. */
export function interceptLinks(): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link?.hasAttribute('href') || !staysInPage(event, link, window.location.origin)) {
      return;
    }
    event.preventDefault();
    locationService.push(link.pathname + link.search + link.hash);
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
