/** A figure of an answer that has several, as the editor offers it. */
export interface AnswerField {
  value: string;
  label: string;
  group: string;
  description: string;
}
