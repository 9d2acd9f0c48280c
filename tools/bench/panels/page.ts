/**
 * Runs in the browser, beside the demo's page: draws a panel outside of any dashboard, from frames that are given to it,
 * and times it. What it needs of Grafana it takes from where plugins take it.
 */
import type * as GrafanaData from '@grafana/data';
import type * as GrafanaRuntime from '@grafana/runtime';
import type * as GrafanaUi from '@grafana/ui';
import type * as React from 'react';
import type * as ReactDom from 'react-dom';
import type * as ReactDomClient from 'react-dom/client';

import type { Drawing, FrameJson, Timer } from './drawing';

declare global {
  interface Window {
    System: { import: <T>(name: string) => Promise<T> };
    tokenpathBench?: Timer;
  }
}

type AnyPanel = React.ComponentType<GrafanaData.PanelProps>;

const load = <T>(name: string): Promise<T> => window.System.import<T>(name);
const data = await load<typeof GrafanaData>('@grafana/data');
const runtime = await load<typeof GrafanaRuntime>('@grafana/runtime');
const ui = await load<typeof GrafanaUi>('@grafana/ui');
const react = await load<typeof React>('react');
const dom = await load<typeof ReactDom>('react-dom');
const { createRoot } = await load<typeof ReactDomClient>('react-dom/client');

const theme = runtime.config.theme2;
const fieldConfig: GrafanaData.FieldConfigSource = { defaults: {}, overrides: [] };
const nothing = () => undefined;

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Resolves when what was rendered has been painted: the second frame begins after the first one was. */
const painted = async () => {
  await frame();
  await frame();
};

/** Resolves when nothing is being drawn any more. */
const quiet = async () => {
  for (let count = 0; count < 10; count += 1) {
    await frame();
  }
  await new Promise((resolve) => setTimeout(resolve, 30));
};

/** Grafana's own pictures of the same frames. */
const OWN: Record<string, AnyPanel> = {
  timeseries: ({ data: { series, structureRev }, timeRange, timeZone, width, height }) =>
    react.createElement(ui.TimeSeries, {
      frames: series,
      structureRev,
      timeRange,
      timeZone,
      width,
      height,
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] } as never,
      options: {},
    }),
  table: ({ data: { series }, width, height }) => react.createElement(ui.Table, { data: series[0], width, height }),
};

interface Loaded {
  Panel: AnyPanel;
  registry?: GrafanaData.FieldConfigOptionsRegistry;
}

async function panelOf(id: string): Promise<Loaded> {
  if (OWN[id]) {
    return { Panel: OWN[id] };
  }
  const { plugin } = await load<{ plugin: GrafanaData.PanelPlugin }>(
    new URL(`/${runtime.config.panels[id].module.replace(/^\/+/, '')}`, location.origin).href
  );
  return { Panel: plugin.panel!, registry: plugin.fieldConfigRegistry };
}

/** The frames a step later: their instants move on, and each series' values move by one place. */
function later({ fields, ...rest }: FrameJson, steps: number): FrameJson {
  const isOverTime = fields.some(({ type }) => type === 'time');
  const moved = ({ type, values, ...field }: FrameJson['fields'][number]) => {
    if (type === 'time') {
      const step = Number(values[1]) - Number(values[0]);
      return { ...field, type, values: values.map((value) => Number(value) + steps * step) };
    }
    const by = isOverTime ? steps % Math.max(1, values.length) : 0;
    return { ...field, type, values: [...values.slice(by), ...values.slice(0, by)] };
  };
  return { ...rest, fields: fields.map(moved) };
}

/** What a panel is given, as Grafana gives it: frames whose fields have units, colours and display processors. */
function panelData(drawing: Drawing, { registry }: Loaded, steps: number): GrafanaData.PanelData {
  const [from, to] = drawing.range.map((at) => data.dateTime(at + steps * drawing.stepMs));
  const timeRange = { from, to, raw: { from, to } };
  const series = data.applyFieldOverrides({
    data: drawing.frames.map((one) => data.createDataFrame(later(one, steps) as never)),
    fieldConfig,
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  return { state: data.LoadingState.Done, series, timeRange, structureRev: 1 };
}

class PanelTimer implements Timer {
  private host?: HTMLElement;
  private root?: ReactDomClient.Root;
  private drawing?: Drawing;
  private loaded?: Loaded;
  private steps = 0;
  private held?: GrafanaData.PanelData;
  private readonly eventBus = new data.EventBusSrv();

  async prepare(drawing: Drawing): Promise<void> {
    this.drawing = drawing;
    this.loaded = await panelOf(drawing.panel);
    this.steps = 0;
  }

  /** From the props reaching a panel that was not there to its picture. */
  async draw(): Promise<number> {
    this.clear();
    const { width, height } = this.drawing!;
    this.host = document.createElement('div');
    Object.assign(this.host.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: 5000 });
    Object.assign(this.host.style, { width: `${width}px`, height: `${height}px`, overflow: 'hidden' });
    this.host.style.background = theme.colors.background.primary;
    document.body.append(this.host);
    this.root = createRoot(this.host);
    this.held = panelData(this.drawing!, this.loaded!, this.steps);
    await quiet();
    return this.timed(() => this.render());
  }

  /** From the next answer's props reaching a panel to its picture. */
  async refresh(): Promise<number> {
    this.steps += 1;
    this.held = panelData(this.drawing!, this.loaded!, this.steps);
    await quiet();
    return this.timed(() => this.render());
  }

  /** From pressing the first button of that name to the picture. */
  async press(name: string): Promise<number> {
    const button = [...this.host!.querySelectorAll('button')].find((one) =>
      (one.getAttribute('aria-label') ?? one.textContent ?? '').startsWith(name)
    );
    if (!button) {
      throw new Error(`${this.drawing?.panel} has no button ${name}`);
    }
    await quiet();
    return this.timed(() => button.click());
  }

  /** Scrolls the panel's list to its end by so many pixels a frame; how long each frame took. */
  async scroll(pixels: number, most: number): Promise<number[]> {
    const lists = [...this.host!.querySelectorAll<HTMLElement>('*')].filter(
      (one) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY)
    );
    const list = lists.sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
    if (!list) {
      throw new Error(`${this.drawing?.panel} has nothing to scroll`);
    }
    await quiet();
    const took: number[] = [];
    let last = await frame();
    while (took.length < most && list.scrollTop + list.clientHeight < list.scrollHeight - 1) {
      list.scrollTop += pixels;
      const now = await frame();
      took.push(now - last);
      last = now;
    }
    return took;
  }

  /** Elements that the panel has in the page. */
  elements(): number {
    return this.host?.querySelectorAll('*').length ?? 0;
  }

  clear(): void {
    this.root?.unmount();
    this.host?.remove();
  }

  private async timed(act: () => void): Promise<number> {
    performance.mark('props');
    dom.flushSync(act);
    await painted();
    const { duration } = performance.measure('picture', 'props');
    this.mustHavePicture();
    return duration;
  }

  /** What a message or an empty panel takes is not the time of a picture. */
  private mustHavePicture(): void {
    if (this.elements() === 0 || this.host!.querySelector('[data-testid="tokenpath-panel-message"]')) {
      throw new Error(`${this.drawing!.panel} has no picture: ${this.host!.innerText || 'it is empty'}`);
    }
  }

  private render(): void {
    const { width, height, options } = this.drawing!;
    const held = this.held!;
    const props: GrafanaData.PanelProps = {
      id: 1,
      title: '',
      transparent: false,
      data: held,
      timeRange: held.timeRange,
      timeZone: 'utc',
      options,
      fieldConfig,
      width,
      height,
      renderCounter: 0,
      eventBus: this.eventBus,
      replaceVariables: (text) => text,
      onOptionsChange: nothing,
      onFieldConfigChange: nothing,
      onChangeTimeRange: nothing,
    };
    const context = {
      eventsScope: 'bench',
      eventBus: this.eventBus,
      sync: () => data.DashboardCursorSync.Crosshair,
      app: data.CoreApp.Dashboard,
    };
    this.root!.render(
      react.createElement(
        data.ThemeContext.Provider,
        { value: theme },
        react.createElement(
          ui.PanelContextProvider,
          { value: context as never },
          react.createElement(this.loaded!.Panel, props)
        )
      )
    );
  }
}

window.tokenpathBench = new PanelTimer();
