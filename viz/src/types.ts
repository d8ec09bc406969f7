/**
 * The shapes the server sends, by the names the page uses. They are made from
 * the server's own description (`npm run types`); what is narrowed here are
 * only lists of words that the description gives as text.
 */
import type { components } from './types.gen';

type Schemas = components['schemas'];

export type Lang = keyof Bilingual;
export type Bilingual = Schemas['Text'];
export type Claim = Schemas['Claim'];
/** Both ends may be unknown. */
export type Range = Schemas['Range'] | Schemas['Ages'];

export type NetworkSummary = Schemas['Listed'];
export type Network = Schemas['NetworkJson'];
export type Actor = Schemas['Actor'];
export type Membership = Schemas['Member'];
export type Forum = Schemas['Forum'];
export type Group = Schemas['Group'];
export type Service = Schemas['Service'];
export type Referral = Schemas['Referral'];
export type Tie = Schemas['Tie'];
export type Statement = Schemas['Statement'];
export type Measure = Schemas['Measure'];
export type Agreement = Schemas['Agreement'];
export type Goal = Schemas['Goal'];
/** Measures of one board for one group, function and level of prevention. */
export type Share = Schemas['Share'];

export type Layout = Schemas['MapLayout'];
export type LayoutBox = Schemas['LayoutBox'];

export type CoverageClass = 'gap' | 'between' | 'fragile' | 'covered';
export type CoverageCell = Omit<Schemas['Cell'], 'class'> & { class: CoverageClass };
export type Coverage = Omit<Schemas['Coverage'], 'cells'> & { cells: CoverageCell[] };

export type StepKind = 'way_in' | 'handover' | 'gate' | 'service';
export type RouteStep = Omit<Schemas['Step'], 'kind'> & { kind: StepKind };
export type Route = Omit<Schemas['Walk'], 'steps'> & { steps: RouteStep[] };
export type DeadEnd = Schemas['DeadEnd'];
export type Routes = Omit<Schemas['RouteList'], 'coverage' | 'routes'> & {
  coverage: CoverageCell | null;
  routes: Route[];
};

export type Finding = Schemas['Finding'];
export type Footing = Schemas['Footing'];
export type Findings = Schemas['Findings'];
export type Rule = Schemas['Rule'];
/** A verdict that was written over, to be put back. */
export type Replaced = Schemas['Replaced'];
export type Decision = Schemas['Decision'];
export type DecisionGiven = Schemas['ToDecide'];
export type Comparison = Schemas['Comparison'];
export type Action = Schemas['Action'];
export type Question = Schemas['Question'];
export type HoleFate = Schemas['HoleFate'];
export type Wish = Schemas['Wish'];
export type Changed = Schemas['Changed'];
export type Changes = Schemas['Changes'];
export type Sides = Schemas['Sides'];
/** A value that the source does not give is `null`. */
export interface Reading {
  value: number | null;
  of: number | null;
}
export type Indicator = Omit<Schemas['Indicator'], 'values'> & { values: Reading[] };
export type Collection = Omit<Schemas['Collection'], 'indicators'> & { indicators: Indicator[] };

export type Imported = Schemas['Imported'];
export type ImportedTable = Schemas['ImportedTable'];
export type ImportColumn = Schemas['ImportColumn'];
export type ImportReceipt = Schemas['ImportReceipt'];
export type ImportBooks = Schemas['ImportBooks'];
export type ImportProblem = Schemas['ImportProblem'];
export type ImportQueued = Schemas['ImportQueued'];
export type ImportOption = Schemas['ImportOption'];
export type ColumnChosen = Schemas['ColumnChosen'];
export type WordsSettled = Schemas['WordsSettled'];

export type Duplicates = Schemas['Duplicates'];
/** Two records that may be the same. */
export type Likeness = Schemas['Pair'];
export type LikeRecord = Schemas['Record'];
export type SettledPair = Schemas['SettledPair'];
export type VerdictGiven = Schemas['VerdictGiven'];

/** One person's journeys, or a professional's ways on. */
export type Persona = Schemas['Persona'];
export type PersonaFunction = Schemas['FunctionWalk'];
export type PersonaTold = Schemas['Told'];
export type PersonaPerson = Schemas['Person'];
export type PersonaArrival = Schemas['Arrival'];
export type Professional = Schemas['Professional'];

/** A change to try, as it is asked for and as it is told. */
export type Change = Required<Schemas['ChangeGiven']>;
export type ToldChange = Schemas['Change'];
export type Scenario = Schemas['Scenario'];
export type Scenarios = Schemas['Scenarios'];
export type WhatIf = Schemas['WhatIf'];
export type Difference = Schemas['Difference'];
export type CellChange = Schemas['CellChange'];
export type Gap = Schemas['Gap'];
export type Best = Schemas['Best'];
export type BestStep = Schemas['BestStep'];
/** A change in a sentence, and what is wrong with it. */
export interface RefusedChange {
  text: Bilingual;
  /** The table that it is about. */
  what: string;
  problems: (Bilingual & { column: string | null })[];
}
/** The measures of a network: what they are, and how much they come to. */
export type MeasureDoc = Schemas['MeasureDoc'];
export type NetworkMeasures = Schemas['Measures'];
export type Figured = Schemas['Figured'];
/** What an actor is asked to say yes or no to. */
export type Confirmation = Schemas['Confirmation'];

/** The description leaves the lists of words open. */
export type Vocabulary = Record<string, Record<string, Bilingual>>;
/** Every error has this shape; the description tells only of answers that went well. */
export interface ErrorBody {
  error: { code: string; message: Bilingual; changes?: RefusedChange[] };
}
