import { type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';

/** A panel's suggestion that suits its answer best, with the options that its small preview takes besides. */
export const suggestionOf = <T>(
  name: string,
  options: Partial<T>,
  inPreview: Partial<T>
): VisualizationSuggestion<T> => ({
  name,
  score: VisualizationSuggestionScore.Best,
  options,
  cardOptions: {
    previewModifier: (suggestion) => {
      suggestion.options = { ...suggestion.options, ...inPreview };
    },
  },
});
