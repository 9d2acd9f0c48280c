// What Grafana's libraries touch while they load, for tests that run in Node: nothing here is ever called.
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
const sheet = { cssRules: [], insertRule: () => 0 };
const element = { style: {}, sheet, setAttribute: () => undefined, appendChild: () => undefined, insertBefore: () => undefined, getContext: () => null };
const stubs = {
  window: globalThis,
  self: globalThis,
  location: new URL('http://localhost/'),
  history: { state: null, pushState: () => undefined, replaceState: () => undefined },
  localStorage: storage,
  sessionStorage: storage,
  document: {
    ...element,
    createElement: () => ({ ...element }),
    createTextNode: () => ({ ...element }),
    addEventListener: () => undefined,
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementsByTagName: () => [],
    documentElement: element,
    head: element,
    body: element,
  },
  IntersectionObserver: Observer,
  ResizeObserver: Observer,
  matchMedia: () => ({ matches: false, addEventListener: () => undefined, addListener: () => undefined }),
  requestAnimationFrame: () => 0,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  Element: class {},
  HTMLElement: class {},
};

for (const [name, value] of Object.entries(stubs)) {
  if (!(name in globalThis)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
