const antal = (n: number, one: string, many: string) =>
  `${n.toLocaleString('sv')} ${n === 1 ? one : many}`;

/** The texts of reading files into a network, in Swedish. */
export const words = {
  title: 'Läs in filer',
  intro: (network: string) =>
    `Filerna läses in i ”${network}”. Inget skrivs förrän du säger till, och inget lämnar den här datorn.`,
  files: {
    title: 'Filer',
    drop: 'Dra hit filer eller välj dem på datorn.',
    choose: 'Välj filer',
    more: 'Välj fler filer',
    kinds:
      'Kalkylblad och listor: .csv, .xlsx, .tsv, .txt. Register och grafer: .json, .zip, .graphml, .gexf, .net, .dot.',
    dropHere: 'Släpp filerna här',
    remove: (name: string) => `Ta bort ${name}`,
    large: 'Filen är för stor. Alla filer får tillsammans vara högst 250 MB.',
    gone: 'Webbläsaren kan inte läsa filen. Har den flyttats eller ändrats? Välj den igen.',
    unreadable: 'Läses inte:',
    othersGoOn: 'De andra filerna läses ändå.',
    nothing: 'Ingen av filerna går att läsa.',
    knownOnly: 'Föreslå inga nya aktörer och forum',
    size: (bytes: number) =>
      bytes < 1024
        ? `${bytes} byte`
        : bytes < 1024 * 1024
          ? `${Math.round(bytes / 1024)} kB`
          : `${(bytes / 1024 / 1024).toLocaleString('sv', { maximumFractionDigits: 1 })} MB`,
    undoLast: 'Ångra den senaste importen',
    undoAsk: 'Ta tillbaka den senaste importen?',
    undoText:
      'Det som importen lade till i nätverket tas bort. Det går bara om inget annat har ändrats sedan dess.',
    undoYes: 'Ta tillbaka',
  },
  doing: {
    reading: (n: number) => `Läser ${antal(n, 'fil', 'filer')}`,
    writing: 'Skriver in i nätverket',
    undoing: 'Tar tillbaka importen',
    fetching: 'Hämtar nätverket på nytt',
    seconds: (n: number) => `${n} s`,
    cancel: 'Avbryt',
    cancelled: 'Läsningen avbröts. Inget har skrivits.',
    again: 'Läs igen',
    behind: 'Dina senaste val är inte med än.',
    done: (tables: number, doubts: number) =>
      `Klart: ${antal(tables, 'tabell', 'tabeller')} och ${antal(doubts, 'tveksamt ord', 'tveksamma ord')}.`,
    unclear:
      'Servern svarar inte, så det är oklart om något skrevs. Ladda om sidan och se efter i nätverket innan du försöker igen.',
  },
  steps: {
    label: 'Importens steg',
    tables: 'Tabeller',
    queue: 'Tveksamma ord',
    receipt: 'Kvitto',
  },
  tables: {
    title: 'Så här har tabellerna förståtts',
    none: 'Filerna har inga tabeller att visa. Kvittot säger vad som lästes.',
    unlike: (file: string, format: string) => `${file} är ingen tabell (${format}). Se kvittot.`,
    kinds: {
      interviews: 'intervjuer',
      unknown: 'okänd sorts tabell',
      vendor: 'tabell enligt mappningsfil',
      edges: 'lista över samarbeten',
      adjacency: 'matris aktör mot aktör',
      seats: 'lista över medlemmar i forum',
      incidence: 'matris aktör mot forum',
      hsds: 'HSDS (Open Referral)',
      graphml: 'GraphML',
      gexf: 'GEXF',
      pajek: 'Pajek',
      dot: 'DOT (Graphviz)',
      samkarta: 'Samkartas JSON',
    } as Record<string, string>,
    readAs: (kind: string) => `Läst som: ${kind}`,
    guides: {
      agency: 'guiden för myndigheter',
      ngo: 'guiden för civilsamhället',
    } as Record<string, string>,
    unsure: (n: number) =>
      n === 0
        ? 'Inga kolumner att se över.'
        : antal(n, 'kolumn att se över', 'kolumner att se över'),
    nextUnsure: 'Nästa osäkra kolumn',
    wrap: 'Visa hela svaren',
    more: (n: number) => `Visa ${antal(n, 'rad', 'rader')}`,
    fewer: 'Visa färre rader',
    first: 'De första raderna.',
    line: 'Rad',
    asks: (header: string) => `Vad kolumnen ”${header}” frågar efter`,
    noHeader: 'utan rubrik',
    pick: 'välj …',
    question: {
      other: 'egen fråga: sparas som utsagor',
      ignored: 'tas inte med',
    } as Record<string, string>,
    personal: (label: string) => `${label}: sparas inte`,
    sureness: { sure: 'säker', likely: 'trolig', unsure: 'osäker' },
    chosen: 'vald av dig',
    right: 'Det stämmer',
    rightFor: (header: string) => `Det stämmer: ${header}`,
    makeInterviews:
      'Är det intervjuer? Välj vad minst tre kolumner frågar efter. En av dem ska vara verksamhet eller roll.',
    problems: (n: number) => antal(n, 'anmärkning', 'anmärkningar'),
    noProblems: 'Inga anmärkningar.',
    severity: { error: 'Fel', warning: 'Varning' } as Record<string, string>,
    place: (line: number | null, column: string | null) =>
      [
        line === null ? null : `rad ${line}`,
        column && /^\d+$/.test(column) ? `kolumn ${column}` : column,
      ]
        .filter(Boolean)
        .join(', '),
    show: 'Visa i tabellen',
    hidden: 'Raden visas inte här.',
    all: (n: number) => `Visa alla ${n.toLocaleString('sv')}`,
  },
  queue: {
    title: 'Tveksamma ord',
    intro:
      'Orden kan mena någon i nätverket, men det är inte säkert. Ett svar gäller alla ställen med samma ord.',
    none: 'Inga tveksamma ord.',
    at: (n: number, of: number) => `${n} av ${of}`,
    answered: (n: number) => antal(n, 'besvarat', 'besvarade'),
    allDone: 'Alla är besvarade. Du kan ändra ett svar i listan.',
    ask: (words: string) => `Vad menas med ”${words}”?`,
    places: (n: number) => antal(n, 'ställe', 'ställen'),
    where: (column: string, place: string) => `Kolumnen ”${column}”, cell ${place}`,
    morePlaces: (n: number) => `Visa ${antal(n, 'ställe till', 'ställen till')}`,
    options: 'Svar',
    other: 'någon annan …',
    find: 'Sök aktör, forum eller målgrupp',
    found: (n: number) => antal(n, 'träff', 'träffar'),
    noneOf: 'inget av dem',
    nobody: 'inget i nätverket',
    noNew: 'Nya aktörer kan inte läggas till härifrån än. Välj en som finns, eller hoppa över.',
    confirm: 'Bekräfta',
    skip: 'Hoppa över',
    previous: 'Föregående',
    undo: 'Ångra senaste svaret',
    keys: 'Siffra väljer, 0 är ”inget av dem”. Pil upp och ned byter svar, vänster och höger byter ord. Enter bekräftar.',
    chooseFirst: 'Välj ett svar först, eller hoppa över.',
    chooseOther: 'Sök och välj vem som menas.',
    list: 'Alla tveksamma ord',
    doubtful: 'tveksamt',
    skipped: 'Lämnas tveksamt.',
    settled: (words: string, name: string, n: number) =>
      `”${words}” är ${name}. Det gäller ${antal(n, 'ställe', 'ställen')}.`,
    undid: (words: string) => `Svaret om ”${words}” är borttaget.`,
    things: { actor: 'aktör', forum: 'forum', group: 'målgrupp' } as Record<string, string>,
  },
  receipt: {
    title: 'Kvitto',
    books: 'Vad som lästes och vad det blev av det',
    table: 'Tabell',
    of: 'Räknat i',
    rows: 'rader',
    cells: 'celler',
    total: 'Alla tabeller',
    fates: {
      read: 'Läst',
      used: 'Använt',
      merged: 'Fanns redan',
      ignored: 'Hoppat över',
      rejected: 'Underkänt',
    } as Record<string, string>,
    check: 'Summan stämmer?',
    holds: 'stämmer',
    fails: 'stämmer inte',
    balanced: 'Allt som lästes är redovisat: summorna stämmer.',
    unbalanced: 'Summorna stämmer inte. Skriv inte in; anmäl felet med den här filen.',
    reasons: 'Skäl',
    reason: 'Skäl',
    fate: 'Vad det blev',
    count: 'Celler',
    rejected: (n: number) => `Underkända rader (${n.toLocaleString('sv')})`,
    noRejected: 'Inga rader är underkända.',
    why: 'Varför',
    next: 'Gör så här',
    whole: 'Hela raden',
    changes: 'Vad som ändras i nätverket',
    change: { table: 'Tabell', added: 'Nya rader', extended: 'Utökade', same: 'Oförändrade' },
    noChanges: 'Inget ändras: allt finns redan i nätverket.',
    mentions: 'Omnämnanden',
    private: 'Personuppgifter',
    privateCells: (n: number) =>
      `${antal(n, 'cell', 'celler')} i kolumner med personuppgifter sparas inte.`,
    privateFound: (what: string, n: number) =>
      `${what}: ${antal(n, 'gång', 'gånger')} i svaren, sparas inte.`,
    noPrivate: 'Inga personuppgifter hittades. Det betyder inte säkert att det inte finns några.',
  },
  write: {
    button: 'Skriv in i nätverket',
    ready: (added: number, tables: number) =>
      `${antal(added, 'ny rad', 'nya rader')} i ${antal(tables, 'tabell', 'tabeller')}. Inget har skrivits än.`,
    extended: (n: number) => `${antal(n, 'rad', 'rader')} som redan finns utökas.`,
    nothing: 'Allt finns redan i nätverket. Det finns inget att skriva in.',
    doubts: (n: number) =>
      n === 1
        ? 'Ett ord är fortfarande tveksamt och ger inget samarbete.'
        : `${n} ord är fortfarande tveksamma och ger inga samarbeten.`,
    ask: 'Skriva in i nätverket?',
    yes: 'Skriv in',
    no: 'Avbryt',
    done: (number: string) => `Import ${number} är inskriven.`,
    wrote: (added: number, tables: number) =>
      `${antal(added, 'ny rad', 'nya rader')} i ${antal(tables, 'tabell', 'tabeller')}.`,
    map: 'Visa kartan',
    undo: 'Ångra importen',
    another: 'Läs in fler filer',
    undone: 'Importen är tillbakatagen. Nätverket är som det var innan.',
  },
  leave: {
    ask: 'Lämna utan att skriva in?',
    text: 'Filerna är inte inskrivna. Lämnar du sidan försvinner dina val och svar.',
    yes: 'Lämna',
    no: 'Stanna kvar',
  },
};

export type ImportWords = typeof words;
