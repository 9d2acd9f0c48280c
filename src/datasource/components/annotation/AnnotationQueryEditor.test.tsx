import { act, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { eventsQuery } from '../../annotations/annotationSupport';
import { answeringDataSource, editorRange } from '../../testing/renderEditor';

import { AnnotationQueryEditor } from './AnnotationQueryEditor';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
jest.setTimeout(60_000);

describe('AnnotationQueryEditor', () => {
  it('chooses kinds of events and filters them', async () => {
    const onChange = jest.fn();
    const onRunQuery = jest.fn();
    const { datasource } = answeringDataSource();
    render(
      <AnnotationQueryEditor
        datasource={datasource}
        query={eventsQuery({ events: ['xid'] })}
        range={editorRange}
        onChange={onChange}
        onRunQuery={onRunQuery}
      />
    );
    await act(async () => undefined);
    const user = userEvent.setup();
    await user.click(screen.getByTestId(testIds.query.events));
    await user.click(await screen.findByRole('option', { name: 'Pod restart' }));
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ queryType: 'events', events: ['xid', 'pod-restart'], refId: 'Anno' })
    );
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ filters: [{ label: '', op: '=', values: [] }] })
    );
    expect(onRunQuery).toHaveBeenCalledTimes(2);
  });
});
