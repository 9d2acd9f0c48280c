// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// jsdom has no layout and so neither of these; Scenes makes one as it is loaded.
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(global, { IntersectionObserver: NoObserver, ResizeObserver: NoObserver });
