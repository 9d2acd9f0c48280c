import { dashboards, isGallery, testDashboards } from '../lib/accessible';

testDashboards(
  dashboards.filter((one) => !isGallery(one)),
  'light'
);
