/** Where one is on the page: the layer whose signals are shown, and the signal of which all is shown. */
export interface Place {
  layer?: string;
  signal?: string;
}
