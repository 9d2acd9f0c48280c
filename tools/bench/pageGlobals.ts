/** What Grafana's libraries look for as they load. Nothing of it is used outside of a browser, so here it does nothing. */
const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
const memory = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
const element = {
  ...events,
  style: {},
  setAttribute: () => undefined,
  appendChild: () => undefined,
  sheet: { insertRule: () => 0, cssRules: [] },
};
const page = {
  ...element,
  getElementsByTagName: () => [element],
  createElement: () => element,
  createTextNode: () => element,
  head: element,
  body: element,
};
const history = { pushState: () => undefined, replaceState: () => undefined };

Object.assign(globalThis, {
  ...events,
  window: globalThis,
  document: page,
  history,
  localStorage: memory,
  location: { search: '', pathname: '/' },
});

export {};
