const antal = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The texts of the confirmation sheets, in Swedish. */
export const words = {
  title: 'Bekräftelseblad',
  intro:
    'Ett blad för varje aktör: vad andra säger om den, att svara ja eller nej på. Välj vilka blad som ska skrivas ut.',
  loading: 'Hämtar bladen …',
  choose: 'Vilka blad?',
  search: 'Sök bland aktörerna',
  all: 'Alla',
  none: 'Inga',
  lines: (n: number) => antal(n, 'rad', 'rader'),
  chosen: (n: number) => `${antal(n, 'blad', 'blad')} att skriva ut`,
  nobody: 'Inget blad är valt. Kryssa för en eller flera aktörer.',
  nothing: 'Källan säger inget som någon aktör kan bekräfta.',
  noHits: 'Inget namn passar. Pröva ett annat ord eller en del av namnet.',
  without: (names: string) => `Har inget att bekräfta: ${names}.`,
  answerBy: 'Svara senast (valfritt)',
  late: (day: string) =>
    `Svarsdagen ${day} har passerat. Välj i dag eller en senare dag, eller töm rutan, innan du skriver ut.`,
  returnTo: 'Skicka svaret till (valfritt)',
  returnHint: 'Sparas inte och följer inte med länken.',
  print: 'Skriv ut',
  box: 'tom ruta',
  empty: 'tom rad att fylla i',
};

export type ConfirmWords = typeof words;
