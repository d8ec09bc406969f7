/** The texts of decisions on findings, in Swedish. */
export const words = {
  title: 'Beslut',
  none: 'Inget är beslutat.',
  choose: 'Vad beslutas?',
  change: 'Ändra till',
  states: { accepted: 'Godta', dismissed: 'Avfärda', action: 'Åtgärd' } as Record<string, string>,
  reasons: {
    accepted: 'Kommentar (valfri)',
    dismissed: 'Skäl till att iakttagelsen avfärdas',
    action: 'Vad ska göras? (valfri)',
  } as Record<string, string>,
  owner: 'Ansvarig roll eller enhet',
  ownerHint: 'Aldrig en persons namn.',
  date: 'Klart senast',
  reason: { accepted: 'Kommentar', dismissed: 'Skäl', action: 'Vad' } as Record<string, string>,
  scenario: 'Följer av scenariot',
  scenarios: 'Följer av ett scenario (valfritt)',
  noScenario: 'Inget scenario',
  openScenario: 'Öppna i Tänk om',
  save: 'Spara beslutet',
  cancel: 'Avbryt',
  undo: 'Ta tillbaka beslutet',
  saving: 'Sparar …',
  needs: {
    reason: 'Skriv varför iakttagelsen avfärdas, så att den som läser senare förstår.',
    owner: 'Skriv vem som ska göra åtgärden: en roll eller enhet.',
    date: 'Välj när åtgärden ska vara gjord.',
  },
  saved: {
    accepted: 'Sparat: iakttagelsen är godtagen.',
    dismissed: 'Sparat: iakttagelsen är avfärdad.',
    action: 'Sparat: åtgärden är beslutad.',
  } as Record<string, string>,
  undone: 'Beslutet är tillbakataget.',
  covers: (n: number) =>
    n === 1
      ? 'Beslutet gäller också en iakttagelse som den här berättar om:'
      : `Beslutet gäller också ${n} iakttagelser som den här berättar om:`,
  close: 'Stäng',
  actions: 'Beslutade åtgärder',
  finding: 'Iakttagelse',
  what: 'Vad ska göras',
  decided: 'Beslutat',
  decidedHint: 'Den dag det beslutades. Tomt: i dag.',
};

export type DecisionWords = typeof words;
