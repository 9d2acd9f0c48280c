import { render, screen, within } from '@testing-library/react';
import React from 'react';

import { type Coverage } from '../types.gen';

import { CoverageDetails } from './CoverageDetails';

const coverage: Coverage = {
  step_s: 60,
  devices: { matched: 7, total: 8 },
  replicas: { matched: 2, total: 2 },
  methods: { 'gpu-labels': 7 },
  sources: [],
  unmatched: [],
};

describe('CoverageDetails', () => {
  it('names readings that stand in several rows', () => {
    render(<CoverageDetails coverage={{ ...coverage, shared: ['power'] }} />);
    const section = screen.getByRole('region', { name: 'In several rows' });
    expect(within(section).getByText('power')).toBeInTheDocument();
  });

  it('leaves out what there is none of', () => {
    render(<CoverageDetails coverage={coverage} />);
    expect(screen.queryByRole('region', { name: 'In several rows' })).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Did not answer' })).not.toBeInTheDocument();
    expect(screen.getByText('Every device and replica was matched.')).toBeInTheDocument();
  });
});
