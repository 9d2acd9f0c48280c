import { dashboards, isGallery, testDashboards } from '../lib/accessible';

testDashboards(dashboards.filter(isGallery), 'light');
