/**
 * The shapes the server sends. Every other file imports them from here, so
 * that they can be swapped for the generated ones in one place.
 */

export type Lang = 'sv' | 'en';

export interface Bilingual {
  sv: string;
  en: string;
}

export interface Claim {
  source: string;
  place: string | null;
  obtained: string;
  interview?: string | null;
  date?: string | null;
  title?: string | null;
}

/** Both ends may be unknown; so may the range itself. */
export type Range = { min: number | null; max: number | null } | null;

export interface NetworkSummary {
  id: string;
  title: string;
  place: string | null;
  period: string | null;
}

export interface NetworkHead extends NetworkSummary {
  language?: string | null;
  boundary?: { asked?: string | null; could_have_been_asked?: string | null } | null;
}

export interface Actor {
  id: string;
  name: string;
  aliases: string[];
  kind: string;
  sector: string | null;
  level: string | null;
  parent: string | null;
  interviewed: boolean | null;
  persons: number | null;
  meets: string[];
  claims: Claim[];
}

export interface Membership {
  actor: string;
  role: string | null;
  claims: Claim[];
}

export interface Forum {
  id: string;
  name: string;
  aliases: string[];
  convener: string | null;
  function: string | null;
  level: string | null;
  meetings_per_year: Range;
  size: number | null;
  purpose: string | null;
  groups: string[];
  members_complete: boolean | null;
  members: Membership[];
  claims: Claim[];
}

export interface Group {
  id: string;
  name: string;
  parent: string | null;
  age: Range;
  sex: string | null;
  conditions: string[];
  claims: Claim[];
}

export interface Service {
  id: string;
  actor: string;
  name: string;
  function: string;
  prevention: string | null;
  groups: string[];
  excludes: string[];
  age: Range;
  access: string[];
  granted_by: string[];
  grants: string[];
  acute: boolean | null;
  claims: Claim[];
}

export interface Referral {
  id: string;
  from: string;
  to: string;
  group: string | null;
  channel: string | null;
  access: string | null;
  condition: string | null;
  basis: string | null;
  share: number | null;
  claimed_by: string[] | string | null;
  claims: Claim[];
}

export interface Tie {
  id: string;
  from: string;
  to: string;
  kind: string;
  strength: number | null;
  frequency: number | null;
  status: string;
  about: string | null;
  claims: Claim[];
}

export interface Statement {
  id: string;
  text: string;
  kind: string;
  theme: string | null;
  scope: string | null;
  actor: string | null;
  role: string | null;
  claims: Claim[];
}

export interface Participation {
  principal: string;
  interviews: number;
  claims: Claim[];
}

export interface Source {
  id: string;
  title: string;
  publisher: string | null;
  published: string | null;
  sections?: { place: string; title: string }[];
}

export interface Network {
  network: NetworkHead;
  actors: Actor[];
  forums: Forum[];
  groups: Group[];
  services: Service[];
  referrals: Referral[];
  ties: Tie[];
  statements: Statement[];
  participation: Participation[];
  sources: Source[];
}

export interface LayoutBox {
  id: string;
  parent: string | null;
  kind: 'actor' | 'forum';
  x: number;
  y: number;
  width: number;
  height: number;
  header: number;
  moved: boolean;
}

export interface Layout {
  width: number;
  height: number;
  boxes: LayoutBox[];
}

export type CoverageClass = 'gap' | 'between' | 'fragile' | 'covered';

export interface CoverageCell {
  group: string;
  function: string;
  low: number;
  high: number;
  class: CoverageClass;
  asked: boolean;
  hinges_on: string[];
  finding: string | null;
}

export interface Coverage {
  parameters: Record<string, number>;
  groups: string[];
  functions: string[];
  cells: CoverageCell[];
}

export interface RouteStep {
  kind: 'way_in' | 'handover' | 'gate' | 'service';
  from: string | null;
  to: string;
  status: string | null;
  via: { kind: string; id: string | null } | null;
  p: number;
  condition: string | null;
  basis: string | null;
  share: number | null;
  claims: Claim[];
}

export interface Route {
  service: string;
  q: number;
  names_group: boolean;
  steps: RouteStep[];
}

export interface DeadEnd {
  actor: string;
  way_in: string;
  reason: string;
  text: Bilingual;
  trail: string[];
  claims: Claim[];
}

export interface Routes {
  group: string;
  function: string;
  coverage: CoverageCell;
  explanation: Bilingual;
  routes: Route[];
  dead_ends: DeadEnd[];
  excluded: { service: string; reason: Bilingual }[];
  hole: { missing: string | null; text: Bilingual } | null;
}

export interface Finding {
  id: string;
  rule: string;
  severity: string;
  score: { low: number | null; high: number | null } | null;
  subjects: string[];
  title: Bilingual;
  text: Bilingual;
  would_change: Bilingual | null;
  claims: Claim[];
  decision: unknown;
}

export interface Findings {
  parameters: Record<string, unknown>;
  findings: Finding[];
}

export interface Rule {
  id: string;
  title: Bilingual;
  shows: Bilingual;
  matters: Bilingual;
  example: Bilingual;
  misleads: Bilingual;
  sources: string[];
}

export type Vocabulary = Record<string, Record<string, Bilingual>>;

export interface ErrorBody {
  error: { code: string; message: Bilingual };
}
