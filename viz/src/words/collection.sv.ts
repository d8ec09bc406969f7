/** The texts of all networks in a table, in Swedish. */
export const words = {
  title: 'Alla öppna nät',
  intro: 'Samma mått för alla nät. Källorna är av olika slag, så jämför med eftertanke.',
  loading: 'Hämtar måtten …',
  indicator: 'Mått',
  of: (value: string, of: string) => `${value} av ${of}`,
  undefined: 'går inte att läsa ur källan',
  asOf: (day: string) => `Slutdatum räknas från ${day}.`,
  download: 'Ladda ner tabellen (CSV)',
  definition: 'Så räknas det',
  definitions: 'Visa hur måtten räknas',
  filename: 'samkarta-alla-nat.csv',
};

export type CollectionWords = typeof words;
