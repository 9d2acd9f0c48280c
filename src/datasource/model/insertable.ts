/** A word that a text may hold, and what it stands for. */
export interface Insertable {
  text: string;
  gives: string;
  /** What is put into the text; absent where it is only to be read. */
  insert?: string;
}
