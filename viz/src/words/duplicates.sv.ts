const antal = (n: number, one: string, many: string) =>
  `${n.toLocaleString('sv')} ${n === 1 ? one : many}`;
const och = (a: string, b: string) => `”${a}” och ”${b}”`;

/** The texts of the review of duplicates, in Swedish. */
export const words = {
  title: 'Är det samma?',
  at: (at: number, of: number) => `Par ${at} av ${of.toLocaleString('sv')} kvar`,
  done: (n: number) => antal(n, 'avgjort', 'avgjorda'),
  progress: (done: number, of: number) =>
    `${done.toLocaleString('sv')} av ${antal(of, 'par avgjort', 'par avgjorda')}`,
  loading: 'Jämför namn och relationer …',
  fetching: 'Hämtar nätverket på nytt …',
  saving: 'Sparar …',
  kindLabel: 'Visa',
  kinds: { all: 'Alla', forum: 'Forum', actor: 'Aktörer' },
  stateLabel: 'Läge',
  states: {
    open: 'Att avgöra',
    sure: 'Säkra',
    doubtful: 'Tveksamma',
    settled: 'Avgjorda',
  },
  things: { actor: 'Aktör', forum: 'Forum', group: 'Målgrupp' } as Record<string, string>,
  pair: och,
  sure: 'Säkert förslag',
  contested: 'Något talar tydligt emot',
  waited: 'Du har väntat med det här paret',
  card: {
    number: (n: number) => `Post ${n}`,
    proposed: 'Föreslagen av en import, inte bekräftad',
    noClaims: 'Källan är inte angiven.',
  },
  members: {
    title: { forum: 'Deltagare', other: 'Forum och samarbeten' },
    one: 'Bara 1',
    both: 'Båda',
    other: 'Bara 2',
    nobody: 'inga',
    none: {
      forum: 'Inga uppgivna deltagare.',
      other: 'Inga uppgivna forum eller samarbeten.',
    },
    open: (name: string) => `${name}: visa på kartan`,
  },
  evidence: {
    title: 'Varför paret föreslås',
    likely: {
      nearly: 'nästan säkert samma',
      very: 'mycket troligt samma',
      likely: 'troligen samma',
      rather: 'snarare samma än olika',
      unlikely: 'snarare olika än samma',
    },
    prior: 'Utgångsläge: två poster är sällan samma',
    sum: 'Summa',
    bits: (text: string) => `${text} bit`,
    pieces: {
      prior: 'utgångsläge',
      for: 'talar för',
      against: 'talar emot',
      nothing: 'säger inget',
      sum: 'summa',
    },
    even: 'jämna odds',
    different: 'olika',
    same: 'samma',
    help: 'En bit dubblar oddsen för att det är samma: tre bitar gör dem 2 × 2 × 2 = 8 gånger större. En bit med minus halverar dem. Vid 0 är oddsen jämna.',
  },
  answers: {
    label: 'Ditt svar',
    same: 'Samma',
    different: 'Olika',
    part_of: 'Del av …',
    wait: 'Vänta',
    previous: 'Föregående',
    next: 'Nästa',
    reason: 'Motivering (valfri)',
    by: 'Av vem (roll eller enhet)',
    undo: 'Ångra',
  },
  saved: {
    same: (a: string, b: string) => `Sparat: ${och(a, b)} är samma.`,
    different: (a: string, b: string) => `Sparat: ${och(a, b)} är olika.`,
    part_of: (a: string, b: string) => `Sparat: ”${a}” är en del av ”${b}”.`,
    many: (n: number) => `Sparat: ${antal(n, 'par är avgjort', 'par är avgjorda')} som samma.`,
    silenced: (a: string, b: string, why: string) =>
      `Det tidigare svaret om ${och(a, b)} används inte längre: ${why}.`,
    howToUndo: 'Ångra med Z.',
    next: (a: string, b: string, percent: string) => `Nästa: ${och(a, b)}, ${percent}.`,
    last: 'Inga fler par.',
    waits: (a: string, b: string) => `${och(a, b)} får vänta. Paret kommer igen sist.`,
    only: 'Det är det enda paret som är kvar.',
    undone: (a: string, b: string) => `Ångrat: ${och(a, b)} är inte längre avgjorda.`,
    unwaits: (a: string, b: string) => `Ångrat: ${och(a, b)} väntar inte längre.`,
    undoneMany: (n: number) => `Ångrat: ${antal(n, 'svar är', 'svar är')} borttagna.`,
    nothing: 'Du har inget svar att ångra här. Äldre svar ångrar du under Avgjorda.',
    reasonKept: 'Motiveringen sparas med nästa svar.',
  },
  part: {
    title: 'Vilken är en del av vilken?',
    is: 'är en del av',
    back: 'Avbryt',
  },
  accept: {
    button: (n: number) => `Godta alla säkra (${n.toLocaleString('sv')})`,
    title: (n: number) =>
      n === 1 ? 'Godta det säkra paret?' : `Godta alla ${n.toLocaleString('sv')} säkra par?`,
    text: (least: string) =>
      `Sannolikheten är minst ${least}, och inget talar tydligt emot. Läs igenom listan. Allt går att ångra.`,
    left: (n: number) =>
      n === 1
        ? 'Ett säkert par är inte med. Avgör det för sig:'
        : `${n.toLocaleString('sv')} säkra par är inte med. Avgör dem ett och ett:`,
    list: 'Säkra par',
    yes: 'Ja, de är samma',
    no: 'Avbryt',
    why: (percent: string) => `Godtagen bland säkra förslag (${percent})`,
  },
  settled: {
    title: 'Avgjorda',
    none: 'Inget är avgjort än.',
    is: {
      same: 'är samma som',
      different: 'är inte samma som',
      part_of: 'är en del av',
    } as Record<string, string>,
    unclear: 'har inget läsbart svar om',
    undated: 'utan datum',
    unused: 'Svaret används inte:',
    undo: 'Ångra',
    undoOf: (a: string, b: string) => `Ångra svaret om ${och(a, b)}`,
    why: 'Motivering',
  },
  empty: {
    title: 'Inga troliga dubbletter',
    text: (least: string) =>
      `Samkarta har jämfört namn och relationer. För inget par är det mer än ${least} sannolikt att det är samma.`,
    filtered: 'Inga par att avgöra med det här filtret.',
    all: 'Visa alla par',
    finished: 'Alla par är avgjorda',
    tally: (same: number, different: number, part: number) =>
      [
        `${antal(same, 'par hopslaget', 'par hopslagna')}`,
        `${different.toLocaleString('sv')} olika`,
        part > 0 ? `${part.toLocaleString('sv')} del av något större` : '',
      ]
        .filter(Boolean)
        .join(', ') + '.',
    unused: (n: number) => `${antal(n, 'svar används', 'svar används')} inte.`,
    means: 'Det som är samma visas som ett på kartan. Källorna är oförändrade.',
    map: 'Visa kartan',
    settled: 'Visa avgjorda',
  },
  keys: {
    button: 'Snabbtangenter',
    title: 'Snabbtangenter',
    use: 'Använd snabbtangenter',
    note: 'De gäller när du inte skriver i ett fält.',
    rows: [
      ['S', 'samma'],
      ['O', 'olika'],
      ['D', 'en del av: sedan 1 eller 2'],
      ['V', 'vänta: paret kommer igen sist'],
      ['→ eller J', 'nästa par'],
      ['← eller K', 'föregående par'],
      ['Z eller Ctrl+Z', 'ångra det senaste svaret'],
      ['M', 'skriv en motivering, Enter när du är klar'],
      ['?', 'visa den här listan'],
    ] as [string, string][],
    close: 'Stäng',
  },
};

export type DuplicateWords = typeof words;
