import type { DecisionWords } from './decisions.sv';

/** The texts of decisions on findings, in English. */
export const words: DecisionWords = {
  title: 'Decision',
  none: 'Nothing is decided.',
  choose: 'What is decided?',
  change: 'Change to',
  states: { accepted: 'Accept', dismissed: 'Dismiss', action: 'Action' },
  reasons: {
    accepted: 'Comment (optional)',
    dismissed: 'Reason why the finding is dismissed',
    action: 'What is to be done? (optional)',
  },
  owner: 'Responsible role or unit',
  ownerHint: 'Never the name of a person.',
  date: 'Done by',
  reason: { accepted: 'Comment', dismissed: 'Reason', action: 'What' },
  scenario: 'Follows from the scenario',
  scenarios: 'Follows from a scenario (optional)',
  noScenario: 'No scenario',
  openScenario: 'Open in What if',
  save: 'Save the decision',
  cancel: 'Cancel',
  undo: 'Take the decision back',
  saving: 'Saving …',
  needs: {
    reason: 'Write why the finding is dismissed, so that whoever reads it later understands.',
    owner: 'Write who is to act: a role or unit.',
    date: 'Choose by when the action is to be done.',
  },
  saved: {
    accepted: 'Saved: the finding is accepted.',
    dismissed: 'Saved: the finding is dismissed.',
    action: 'Saved: the action is decided.',
  },
  covers: (n) =>
    n === 1
      ? 'The decision also covers a finding that this one tells of:'
      : `The decision also covers ${n} findings that this one tells of:`,
  undone: 'The decision is taken back.',
  close: 'Close',
  actions: 'Actions decided',
  finding: 'Finding',
  what: 'What is to be done',
  decided: 'Decided on',
  decidedHint: 'The day it was decided. Empty: today.',
};
