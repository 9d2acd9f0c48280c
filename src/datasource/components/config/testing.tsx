import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import React, { type ComponentType, useState } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { DATASOURCE_TYPE } from '../../../shared/ids';

import { ConfigEditor } from './ConfigEditor';
import { type ConfigProps, type Options } from './configProps';

const stored = {
  id: 1,
  uid: 'tp',
  orgId: 1,
  name: 'Tokenpath',
  typeLogoUrl: '',
  type: DATASOURCE_TYPE,
  typeName: 'Tokenpath',
  access: 'proxy',
  url: '',
  user: '',
  basicAuth: false,
  basicAuthUser: '',
  isDefault: false,
  jsonData: {},
  secureJsonFields: {},
  readOnly: false,
  withCredentials: false,
} as Options;

/** The settings of a data source that is new, with some of them set. */
export function someOptions(patch: Partial<Options> = {}): Options {
  return { ...stored, ...patch };
}

/** Replaces the text of a field and leaves it. Typing key by key takes seconds in jsdom. */
export function fill(field: HTMLElement, text: string): void {
  act(() => field.focus());
  fireEvent.change(field, { target: { value: text } });
  act(() => field.blur());
}

interface Shown {
  user: UserEvent;
  /** The settings as they were last changed. */
  last: () => Options;
  /** Opens a section and gives its content. */
  open: (title: string | RegExp) => Promise<ReturnType<typeof within>>;
}

/** Draws the config editor, or a section of it, as Grafana does: what it changes comes back to it. */
export function show(patch: Partial<Options> = {}, Section: ComponentType<ConfigProps> = ConfigEditor): Shown {
  let current = someOptions(patch);
  function Host() {
    const [options, setOptions] = useState(current);
    const change = (next: Options) => {
      current = next;
      setOptions(next);
    };
    return <Section options={options} onOptionsChange={change} />;
  }
  render(
    <MemoryRouter>
      <Host />
    </MemoryRouter>
  );
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  return {
    user,
    last: () => current,
    open: async (title) => {
      const button = screen.getByRole('button', { name: title });
      if (button.getAttribute('aria-expanded') !== 'true') {
        await user.click(button);
      }
      return within(button.closest('section')!);
    },
  };
}
