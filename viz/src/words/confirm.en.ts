import type { ConfirmWords } from './confirm.sv';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The texts of the confirmation sheets, in English. */
export const words: ConfirmWords = {
  title: 'Confirmation sheets',
  intro:
    'A sheet for each actor: what others say of it, to answer yes or no. Choose which sheets to print.',
  loading: 'Fetching the sheets …',
  choose: 'Which sheets?',
  search: 'Search the actors',
  all: 'All',
  none: 'None',
  lines: (n) => count(n, 'line', 'lines'),
  chosen: (n) => `${count(n, 'sheet', 'sheets')} to print`,
  nobody: 'No sheet is chosen. Tick one actor or more.',
  nothing: 'The source says nothing that an actor could confirm.',
  noHits: 'No name fits. Try another word or part of the name.',
  without: (names) => `Has nothing to confirm: ${names}.`,
  answerBy: 'Answer by (optional)',
  late: (day) =>
    `${day} has passed. Choose today or a later day, or empty the field, before you print.`,
  returnTo: 'Send the answer to (optional)',
  returnHint: 'Is not saved and does not go with the link.',
  print: 'Print',
  box: 'empty box',
  empty: 'empty line to fill in',
};
