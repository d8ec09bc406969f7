import type { HelpWords } from './help.sv';

/** The texts of the help, in English. */
export const words: HelpWords = {
  title: 'How to use the map',
  keys: 'Keys while the map has focus',
  rows: [
    ['Arrow keys', 'go to the box in that direction'],
    ['Shift + arrow', 'move the view'],
    ['Enter', 'choose the box'],
    ['Alt + arrow', 'move the chosen box'],
    ['N / Shift + N', 'next or previous neighbour'],
    ['1, 2, 3', 'show one, two or three steps away'],
    ['R', 'change direction: both, inward, outward'],
    ['+ − 0', 'zoom in, zoom out, show all'],
    ['Esc', 'let go'],
  ],
  mouse: 'Mouse and touch',
  mouseText:
    'Drag to move the view, scroll or pinch to zoom. Choose a box or a line to see details. Double-click a box to fill the view with it. Drag the chosen box to move it.',
  words: 'Words',
  wordsText:
    'The principal is the topmost organisation. Forums are groups where actors meet. A referral is who sends whom where. A gate is a requirement, such as an aid decision, that somebody else must open. Claims show where in the source a fact stands. A box in Gaps is a target group and a kind of service. A gap is a box where the service is missing or the group falls between the chairs. Total shortfall is how far the boxes together are from full coverage.',
  several: 'Several networks',
  severalText:
    'Compare shows two networks beside each other: what has an equals sign stands in both, what is hatched in only one. The maps move together. Decided actions tells what became of them. All networks shows the same indicators for all that are open. Measures counts the measures of a plan in a cross table.',
  access: 'Accessibility',
  accessParts: [
    'Samkarta 0.1 is meant to follow EN 301 549 and WCAG 2.1 at level AA. The assessment is our own; nobody from outside has reviewed the page.',
    'What works: everything the map shows is also in the structure, the tables and the details. They can be used with the keyboard alone and are marked up for screen readers. On the map, the name of a box, its principal and its number of connections are read out. Shape and text say the same as colour. The page follows the settings for reduced motion and high contrast.',
    'What was tested: automatically, with axe in Chromium, in Swedish and English, at the sizes of a computer, a tablet and a phone. Not tested: NVDA, JAWS, VoiceOver or TalkBack, voice control, 400 per cent magnification, or use by people with disabilities. Saved pictures of the map have no text description; use the tables instead.',
    'Have you met an obstacle? Tell whoever is responsible for the map where you are, or open an issue with the project. Say what you wanted to do and which aids you use. If the map is part of a public service in Sweden and you are not content with the answer, you can report it to the Agency for Digital Government (Digg).',
  ],
};
