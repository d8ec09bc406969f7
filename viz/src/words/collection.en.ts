import type { CollectionWords } from './collection.sv';

/** The texts of all networks in a table, in English. */
export const words: CollectionWords = {
  title: 'All open networks',
  intro: 'The same indicators for all networks. The sources differ in kind: compare with care.',
  loading: 'Fetching the indicators …',
  indicator: 'Indicator',
  of: (value, of) => `${value} of ${of}`,
  undefined: 'cannot be read from the source',
  asOf: (day) => `Ends are counted from ${day}.`,
  download: 'Download the table (CSV)',
  definition: 'How it is counted',
  definitions: 'Show how the indicators are counted',
  filename: 'samkarta-all-networks.csv',
};
