import type {
  Best,
  Bilingual,
  Change,
  Collection,
  Comparison,
  Confirmation,
  Coverage,
  DecisionGiven,
  Duplicates,
  ErrorBody,
  Findings,
  Imported,
  Layout,
  MeasureDoc,
  Network,
  NetworkMeasures,
  NetworkSummary,
  Persona,
  RefusedChange,
  Replaced,
  Routes,
  Rule,
  Scenarios,
  Share,
  Sides,
  VerdictGiven,
  Vocabulary,
  WhatIf,
} from './types';

/** What went wrong, in both languages where the server said so. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly said: Bilingual | null,
    /** Changes that were refused, each with what is wrong with it. */
    readonly changes: RefusedChange[] = [],
    readonly code = '',
  ) {
    super(said?.en ?? `status ${status}`);
  }
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiError(0, null);
  }
  if (!response.ok) {
    let body: Partial<ErrorBody> = {};
    try {
      body = (await response.json()) as ErrorBody;
    } catch {
      // Not one of ours (a proxy, say): the status is all there is to tell.
    }
    const { message = null, changes, code } = body.error ?? {};
    throw new ApiError(response.status, message, changes, code);
  }
  return response;
}

async function read<T>(path: string): Promise<T> {
  return (await (await call(path)).json()) as T;
}

const send = async <T>(
  path: string,
  body: unknown,
  method = 'POST',
  signal: AbortSignal | null = null,
): Promise<T> =>
  (await (
    await call(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
  ).json()) as T;

const root = (network: string) => `api/networks/${encodeURIComponent(network)}`;

/** A saved scenario, or changes in its place. */
export type Tried = { scenario: string } | { changes: Change[]; name?: string };
/** A scenario to save. */
export interface Kept {
  name: string;
  note: string | null;
  changes: Change[];
}

type Pair = Record<'old' | 'new', string>;
const both = (pair: Pair) =>
  `api/compare/${encodeURIComponent(pair.old)}/${encodeURIComponent(pair.new)}`;

export const api = {
  networks: () => read<NetworkSummary[]>('api/networks'),
  rules: () => read<Rule[]>('api/rules'),
  vocabulary: () => read<Vocabulary>('api/vocabulary'),
  network: (id: string) => read<Network>(root(id)),
  layout: (id: string) => read<Layout>(`${root(id)}/layout`),
  coverage: (id: string) => read<Coverage>(`${root(id)}/coverage`),
  findings: (id: string) => read<Findings>(`${root(id)}/findings`),
  routes: (id: string, group: string, fn: string) =>
    read<Routes>(`${root(id)}/routes?${new URLSearchParams({ group, function: fn })}`),
  plan: (id: string) => read<Share[]>(`${root(id)}/plan`),
  collection: () => read<Collection>('api/collection'),
  comparison: (pair: Pair) => read<Comparison>(both(pair)),
  sides: (pair: Pair) => read<Sides>(`${both(pair)}/layout`),
  /** Keeps where a box was put; the next layout has it there. */
  place: (id: string, box: string, x: number, y: number) =>
    call(`${root(id)}/positions`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ positions: [{ id: box, x, y }] }),
    }),
  /** Lets the layout decide again where a box goes. */
  putBack: (id: string, box: string) =>
    call(`${root(id)}/positions/${encodeURIComponent(box)}`, { method: 'DELETE' }),
  /** Reads files into a network; the body says whether to write, too. */
  imported: async (id: string, body: Blob, signal: AbortSignal) =>
    (await (
      await call(`${root(id)}/import`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal,
      })
    ).json()) as Imported,
  /** Takes the last import of a network back. */
  undoImport: (id: string) => call(`${root(id)}/import/undo`, { method: 'POST' }),
  duplicates: (id: string) => read<Duplicates>(`${root(id)}/duplicates`),
  /** Rules on pairs of records: all of them, or none. */
  rule: (id: string, verdicts: VerdictGiven[]) =>
    send<Duplicates>(`${root(id)}/verdicts`, { verdicts }),
  /** Takes what was ruled on pairs of records back, all at once. */
  withdraw: (id: string, pairs: { one: string; other: string }[], replaced: Replaced[]) =>
    send<Duplicates>(`${root(id)}/verdicts/undo`, { pairs, replaced }),
  /** Decides on a finding, and gives all findings as they are then. */
  decide: (id: string, decision: DecisionGiven) =>
    send<Findings>(`${root(id)}/decisions`, decision),
  /** Takes what was decided on a finding back. */
  undecide: (id: string, finding: string) =>
    send<Findings>(`${root(id)}/decisions/undo`, { finding }),
  /** The walks of somebody described in words; what is not asked is left out. */
  persona: (id: string, asked: Record<string, string>) =>
    read<Persona>(`${root(id)}/persona?${new URLSearchParams(asked)}`),
  scenarios: (id: string) => read<Scenarios>(`${root(id)}/scenarios`),
  /** Saves changes that can be tried; in the place of the scenario only when that is said. */
  saveScenario: (id: string, scenario: string, body: Kept & { replace: boolean }) =>
    send<Scenarios>(`${root(id)}/scenarios/${encodeURIComponent(scenario)}`, body, 'PUT'),
  removeScenario: (id: string, scenario: string) =>
    send<Scenarios>(`${root(id)}/scenarios/${encodeURIComponent(scenario)}`, {}, 'DELETE'),
  /** What changes would do: a saved scenario's, or those that are sent. */
  whatIf: (id: string, asked: Tried) => send<WhatIf>(`${root(id)}/whatif`, asked),
  /** The changes that close most; takes seconds. */
  best: (id: string, asked: Tried & { k: number }, signal: AbortSignal) =>
    send<Best>(`${root(id)}/whatif/best`, asked, 'POST', signal),
  /** What each measure shows, in the order in which to show them. */
  measureDocs: () => read<MeasureDoc[]>('api/measures'),
  measures: (id: string) => read<NetworkMeasures>(`${root(id)}/measures`),
  /** The measures of one scope as CSV: the bytes that `samkarta measure` writes. */
  measuresUrl: (id: string, of: string) => `${root(id)}/export?to=measures&of=${of}`,
  /** The sheets of all who have something to confirm. */
  confirmations: (id: string) => read<Confirmation[]>(`${root(id)}/confirmation`),
  exportUrl: (id: string, format: 'dot' | 'json') => `${root(id)}/export?to=${format}`,
};
