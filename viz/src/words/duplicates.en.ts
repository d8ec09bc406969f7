import type { DuplicateWords } from './duplicates.sv';

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
const and = (a: string, b: string) => `“${a}” and “${b}”`;

/** The texts of the review of duplicates, in English. */
export const words: DuplicateWords = {
  title: 'Is it the same?',
  at: (at, of) => `Pair ${at} of ${of.toLocaleString('en-GB')} left`,
  done: (n) => `${n.toLocaleString('en-GB')} settled`,
  progress: (done, of) =>
    `${done.toLocaleString('en-GB')} of ${count(of, 'pair', 'pairs')} settled`,
  loading: 'Comparing names and relations …',
  fetching: 'Fetching the network again …',
  saving: 'Saving …',
  kindLabel: 'Show',
  kinds: { all: 'All', forum: 'Forums', actor: 'Actors' },
  stateLabel: 'State',
  states: {
    open: 'To settle',
    sure: 'Sure',
    doubtful: 'Doubtful',
    settled: 'Settled',
  },
  things: { actor: 'Actor', forum: 'Forum', group: 'Target group' },
  pair: and,
  sure: 'Sure proposal',
  contested: 'Something speaks clearly against it',
  waited: 'You have put this pair off',
  card: {
    number: (n) => `Record ${n}`,
    proposed: 'Proposed by an import, not confirmed',
    noClaims: 'No source is given.',
  },
  members: {
    title: { forum: 'Members', other: 'Forums and collaborations' },
    one: 'Only 1',
    both: 'Both',
    other: 'Only 2',
    nobody: 'none',
    none: {
      forum: 'No members are given.',
      other: 'No forums or collaborations are given.',
    },
    open: (name) => `${name}: show on the map`,
  },
  evidence: {
    title: 'Why the pair is proposed',
    likely: {
      nearly: 'almost surely the same',
      very: 'very likely the same',
      likely: 'likely the same',
      rather: 'rather the same than different',
      unlikely: 'rather different than the same',
    },
    prior: 'Starting point: two records are seldom the same',
    sum: 'Sum',
    bits: (text) => `${text} bits`,
    pieces: {
      prior: 'starting point',
      for: 'speaks for',
      against: 'speaks against',
      nothing: 'says nothing',
      sum: 'sum',
    },
    even: 'even odds',
    different: 'different',
    same: 'same',
    help: 'One bit doubles the odds that they are the same: three bits make them 2 × 2 × 2 = 8 times greater. A bit with a minus halves them. At 0 the odds are even.',
  },
  answers: {
    label: 'Your answer',
    same: 'Same',
    different: 'Different',
    part_of: 'Part of …',
    wait: 'Wait',
    previous: 'Previous',
    next: 'Next',
    reason: 'Reason (optional)',
    by: 'By whom (role or unit)',
    undo: 'Undo',
  },
  saved: {
    same: (a, b) => `Saved: ${and(a, b)} are the same.`,
    different: (a, b) => `Saved: ${and(a, b)} are different.`,
    part_of: (a, b) => `Saved: “${a}” is part of “${b}”.`,
    many: (n) => `Saved: ${count(n, 'pair is', 'pairs are')} settled as the same.`,
    silenced: (a, b, why) => `The earlier answer on ${and(a, b)} is not used any more: ${why}.`,
    howToUndo: 'Undo with Z.',
    next: (a, b, percent) => `Next: ${and(a, b)}, ${percent}.`,
    last: 'No more pairs.',
    waits: (a, b) => `${and(a, b)} have to wait. The pair comes back last.`,
    only: 'It is the only pair left.',
    undone: (a, b) => `Undone: ${and(a, b)} are no longer settled.`,
    unwaits: (a, b) => `Undone: ${and(a, b)} no longer wait.`,
    undoneMany: (n) => `Undone: ${count(n, 'answer is', 'answers are')} removed.`,
    nothing: 'You have no answer to undo here. Earlier answers are undone under Settled.',
    reasonKept: 'The reason is saved with the next answer.',
  },
  part: {
    title: 'Which is part of which?',
    is: 'is part of',
    back: 'Cancel',
  },
  accept: {
    button: (n) => `Accept all sure (${n.toLocaleString('en-GB')})`,
    title: (n) =>
      n === 1 ? 'Accept the sure pair?' : `Accept all ${n.toLocaleString('en-GB')} sure pairs?`,
    text: (least) =>
      `The probability is at least ${least}, and nothing speaks clearly against it. Read through the list. All of it can be undone.`,
    left: (n) =>
      n === 1
        ? 'One sure pair is not among them. Settle it by itself:'
        : `${n.toLocaleString('en-GB')} sure pairs are not among them. Settle them one by one:`,
    list: 'Sure pairs',
    yes: 'Yes, they are the same',
    no: 'Cancel',
    why: (percent) => `Accepted among sure proposals (${percent})`,
  },
  settled: {
    title: 'Settled',
    none: 'Nothing is settled yet.',
    is: {
      same: 'is the same as',
      different: 'is not the same as',
      part_of: 'is part of',
    },
    unclear: 'has no readable answer about',
    undated: 'no date',
    unused: 'The answer is not used:',
    undo: 'Undo',
    undoOf: (a, b) => `Undo the answer about ${and(a, b)}`,
    why: 'Reason',
  },
  empty: {
    title: 'No likely duplicates',
    text: (least) =>
      `Samkarta has compared names and relations. No pair is more than ${least} likely to be the same.`,
    filtered: 'No pairs to settle with this filter.',
    all: 'Show all pairs',
    finished: 'All pairs are settled',
    tally: (same, different, part) =>
      [
        `${count(same, 'pair', 'pairs')} merged`,
        `${different.toLocaleString('en-GB')} different`,
        part > 0 ? `${part.toLocaleString('en-GB')} part of something larger` : '',
      ]
        .filter(Boolean)
        .join(', ') + '.',
    unused: (n) => `${count(n, 'answer is', 'answers are')} not used.`,
    means: 'What is the same shows as one on the map. The sources are unchanged.',
    map: 'Show the map',
    settled: 'Show settled',
  },
  keys: {
    button: 'Shortcut keys',
    title: 'Shortcut keys',
    use: 'Use shortcut keys',
    note: 'They work when you are not writing in a field.',
    rows: [
      ['S', 'same'],
      ['O', 'different'],
      ['D', 'part of: then 1 or 2'],
      ['V', 'wait: the pair comes back last'],
      ['→ or J', 'next pair'],
      ['← or K', 'previous pair'],
      ['Z or Ctrl+Z', 'undo the last answer'],
      ['M', 'write a reason, Enter when you are done'],
      ['?', 'show this list'],
    ],
    close: 'Close',
  },
};
